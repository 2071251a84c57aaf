using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable ASP0020 // That a client cannot be read from a route value or a query is what is shown.

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>A client is never what a request says: the attacks name 6.6.6.6, the client is 8.8.8.8.</summary>
public sealed class BindingTests : IAsyncLifetime
{
    private const string Attack = "client=6.6.6.6&Client=6.6.6.6&client.Address=6.6.6.6&Client.Address=6.6.6.6&client.IsKnown=true&Bound=6.6.6.6&Bound.Address=6.6.6.6";
    private const string ForgedJson = """{"address":"6.6.6.6","reason":"Resolved","peer":"6.6.6.6","vouched":"6.6.6.6","IsKnown":true}""";

    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Alb).AddTestClientIp("8.8.8.8");
        builder.Services.AddControllers().AddApplicationPart(typeof(WhoController).Assembly);
        builder.Services.AddRazorPages();
        builder.Services.AddEndpointsApiExplorer();
        _app = await Hosts.StartAsync(builder, app =>
        {
            app.MapControllers();
            app.MapRazorPages();
            app.MapGet("/plain", (ClientIp client) => client.ToString());
            app.MapPost("/plain", (ClientIp client) => client.ToString());
            app.MapGet("/nullable", (ClientIp? client) => client.ToString());
            app.MapGet("/route/{client}", (ClientIp client) => client.ToString());
            app.MapGet("/parameters/{client}", ([AsParameters] Parameters all) => all.Client.ToString());
            app.MapPost("/body", ([FromBody] ClientIp client) => client.ToString());
            app.MapPost("/dto", (Dto dto) => dto.Client.ToString());
            app.MapPost("/form", ([FromForm] Dto? dto) => dto?.Client.ToString() ?? "none").DisableAntiforgery();
        });
        _client = _app.GetTestClient();
        _client.DefaultRequestHeaders.Add("client", "6.6.6.6");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/nullable")]
    [InlineData("/route/6.6.6.6")]
    [InlineData("/parameters/6.6.6.6")]
    [InlineData("/mvc/plain")]
    [InlineData("/mvc/query")]
    [InlineData("/mvc/route/6.6.6.6")]
    [InlineData("/mvc/header")]
    [InlineData("/pages/who")]
    public async Task A_query_a_route_value_and_a_header_are_not_read(string path)
    {
        var body = await _client.GetStringAsync(new Uri($"{path}?{Attack}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("8.8.8.8", body, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", body, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/mvc/plain")]
    [InlineData("/mvc/form")]
    [InlineData("/pages/who")]
    public async Task A_form_is_not_read(string path)
    {
        using var form = new StringContent(Attack, null, "application/x-www-form-urlencoded");
        var (status, body) = await PostAsync(path, form);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("8.8.8.8", body, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_bound_from_a_form_has_no_forged_client()
    {
        using var form = new StringContent(Attack, null, "application/x-www-form-urlencoded");
        Assert.DoesNotContain("6.6.6.6", (await PostAsync("/form", form)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nullable_parameter_of_an_action_stays_empty()
        => Assert.Empty(await _client.GetStringAsync(
            new Uri($"/mvc/nullable?{Attack}", UriKind.Relative), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_model_bound_from_the_query_has_the_real_client()
        => Assert.Equal(
            "x 8.8.8.8",
            await _client.GetStringAsync(new Uri($"/mvc/model?Text=x&{Attack}", UriKind.Relative), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("/plain", ForgedJson, HttpStatusCode.OK)]
    [InlineData("/mvc/plain", ForgedJson, HttpStatusCode.OK)]
    [InlineData("/mvc/body", ForgedJson, HttpStatusCode.OK)]
    [InlineData("/mvc/body", "\"6.6.6.6\"", HttpStatusCode.OK)]
    [InlineData("/body", ForgedJson, HttpStatusCode.BadRequest)]
    [InlineData("/body", "\"6.6.6.6\"", HttpStatusCode.BadRequest)]
    [InlineData("/dto", "{\"Client\":" + ForgedJson + "}", HttpStatusCode.BadRequest)]
    [InlineData("/dto", "{\"client\":\"6.6.6.6\"}", HttpStatusCode.BadRequest)]
    [InlineData("/mvc/dto", "{\"Client\":" + ForgedJson + "}", HttpStatusCode.BadRequest)]
    public async Task A_body_is_refused_or_not_read(string path, string json, HttpStatusCode expected)
    {
        using var content = new StringContent(json, null, "application/json");
        var (status, body) = await PostAsync(path, content);
        Assert.True(expected == status, $"{status} {body}");
        Assert.DoesNotContain("6.6.6.6", body, StringComparison.Ordinal);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal("8.8.8.8", body);
        }
    }

    [Fact]
    public async Task Source_attributes_on_a_handlers_parameter_stop_the_start_of_the_endpoint()
    {
        await using var app = await Hosts.StartAsync(
            services => services.AddClientIp(Hosts.Alb).AddRouting(),
            app => app.MapGet("/", ([FromQuery] ClientIp client) => client.ToString()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.AskAsync());
    }

    [Fact]
    public void API_descriptions_leave_it_out()
    {
        var described = _app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items)
            .Where(api => api.RelativePath is "plain" or "nullable" or "mvc/plain")
            .ToList();

        Assert.Equal(5, described.Count);
        Assert.All(described, api => Assert.Empty(api.ParameterDescriptions));
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, HttpContent content)
    {
        using var response = await _client.PostAsync(new Uri($"{path}?{Attack}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    internal sealed class Dto
    {
        public ClientIp Client { get; set; }
    }

    internal sealed class Parameters
    {
        public ClientIp Client { get; set; }
    }
}
