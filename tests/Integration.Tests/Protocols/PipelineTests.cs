using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Pipelines as applications have them, with routing and endpoints.</summary>
public class PipelineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pipeline_that_runs_again_keeps_the_answer_also_in_a_new_scope(bool newScope)
    {
        await using var server = await Server.StartAsync(
            builder => builder.Services.AddProblemDetails(),
            app =>
            {
                app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/failed", CreateScopeForErrors = newScope });
                app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: newScope);
                app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
                app.Use((context, next) =>
                {
                    // By the second time there is nothing left to resolve.
                    context.Request.Headers.Remove("X-Forwarded-For");
                    return next();
                });
                app.MapGet("/throw", string () => throw new InvalidOperationException());
                app.Map("/failed", (ClientIp client, HttpContext context) => $"failed {client} {context.Connection.RemoteIpAddress}");
                app.Map("/status/{code}", (ClientIp client, HttpContext context, int code) => $"{code} {client} {context.Connection.RemoteIpAddress}");
            });
        using var client = server.CreateClient();

        Assert.Equal("failed 8.8.8.8 8.8.8.8", await client.AskAsync("/throw"));
        Assert.Equal("404 8.8.8.8 8.8.8.8", await client.AskAsync("/missing"));
        Assert.Equal("404 unknown ", await client.AskAsync("/missing", list: null));
    }

    [Fact]
    public async Task A_refusal_is_not_replaced_by_a_status_page()
    {
        await using var server = await Server.StartAsync(build: null, app =>
        {
            app.UseStatusCodePagesWithReExecute("/status/{0}");
            app.UseClientIp();
            app.MapGet("/", () => "served").RequireKnownClientIp();
            app.MapGet("/status/{code}", (int code) => $"page {code}");
        });
        using var client = server.CreateClient();

        Assert.Equal("""{"title":"Bad Request","status":400,"detail":"The client\u0027s address is not known."}""", await client.AskAsync(list: null));
        Assert.Equal("page 404", await client.AskAsync("/missing", list: null));
    }

    [Fact]
    public async Task Forwarded_headers_give_scheme_and_host_and_leave_the_client()
    {
        await using var server = await Server.StartAsync(
            builder => builder.Services.Configure<ForwardedHeadersOptions>(
                options => options.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost),
            app =>
            {
                app.UseForwardedHeaders();
                app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
                app.MapGet("/", (ClientIp client, HttpContext context) => $"{client} {context.Connection.RemoteIpAddress} {context.Request.Scheme}://{context.Request.Host}");
            });
        using var client = server.CreateClient();

        Assert.Equal(
            "8.8.8.8 8.8.8.8 https://shop.example",
            await client.AskAsync("/", Server.List, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.example")));
    }
}

[Collection(nameof(Alone))]
public class EnvironmentTests
{
    private const string Variable = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    [Fact]
    public async Task The_variable_that_switches_forwarded_headers_on_changes_no_answer()
    {
        Environment.SetEnvironmentVariable(Variable, "true");
        Server server;
        try
        {
            server = await Server.StartAsync<BehindGatewayClientIp>(build: null, app => app.MapGet("/", (ClientIp client, HttpContext context)
                => $"{client} {client.Peer} {context.Connection.RemoteIpAddress} {context.Request.Headers["X-Forwarded-For"]}"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, value: null);
        }

        await using (server)
        using (var client = server.CreateClient(from: "127.0.0.2"))
        {
            // The framework has taken the last entry and calls it the client.
            Assert.Equal("8.8.8.8 127.0.0.2 127.0.0.1 6.6.6.6,8.8.8.8", await client.AskAsync(list: Server.List + ", 127.0.0.1"));
        }
    }
}
