using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Swashbuckle.AspNetCore.Swagger;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>A client is nothing that a caller could send, so that no description of the API has it among its inputs.</summary>
public class ApiDescriptionTests
{
    [Fact]
    public async Task OpenAPI_leaves_the_client_out()
    {
        await using var server = await StartAsync(services => services.AddOpenApi(), app => app.MapOpenApi());
        using var client = server.CreateClient();
        using var document = JsonDocument.Parse(await client.AskAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");

        foreach (var (path, verb, inputs) in Operations)
        {
            var operation = paths.GetProperty(path).GetProperty(verb);
            Assert.Equal(inputs, operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()) : []);
            Assert.False(operation.TryGetProperty("requestBody", out _), $"{verb} {path} has a body.");
        }
    }

    [Fact]
    public async Task Swashbuckle_leaves_the_client_out()
    {
        await using var server = await StartAsync(services => services.AddEndpointsApiExplorer().AddSwaggerGen(), _ => { });
        var document = server.App.Services.GetRequiredService<ISwaggerProvider>().GetSwagger("v1");

        foreach (var (path, verb, inputs) in Operations)
        {
            var operation = document.Paths[path].Operations!.Single(operation => operation.Key.Method.Equals(verb, StringComparison.OrdinalIgnoreCase)).Value;
            Assert.Equal(inputs, operation.Parameters?.Select(parameter => parameter.Name) ?? []);
            Assert.Null(operation.RequestBody);
        }
    }

    /// <summary>The endpoints that take a client, and what else they take.</summary>
    private static (string Path, string Verb, string[] Inputs)[] Operations =>
    [
        ("/minimal", "get", []),
        ("/minimal", "post", []),
        ("/nullable", "get", []),
        ("/minimal/{id}", "get", ["id"]),
        ("/orders/{id}", "get", ["id"]),
        ("/orders/client", "get", []),
        ("/orders/plain", "post", []),
    ];

    private static Task<Server> StartAsync(Action<IServiceCollection> register, Action<WebApplication> map) => Server.StartAsync(
        builder =>
        {
            builder.Services.AddControllers().AddApplicationPart(typeof(OrdersController).Assembly);
            register(builder.Services);
        },
        app =>
        {
            app.UseClientIp();
            app.MapControllers();
            app.MapGet("/minimal", (ClientIp client) => client);
            app.MapPost("/minimal", (ClientIp client) => client.ToString());
            app.MapGet("/nullable", (ClientIp? client) => client.ToString());
            app.MapGet("/minimal/{id}", (int id, ClientIp client) => $"{id} {client}");
            map(app);
        });
}
