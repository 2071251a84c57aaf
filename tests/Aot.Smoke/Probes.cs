using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using ClientIpAnalyzers;

namespace Quickstart;

/// <summary>
/// The rest of the library: a policy and a list wholly from configuration, refusals, rate limits, binding, rewriting,
/// reloading, tracing and the conversions of addresses.
/// </summary>
internal static class Probes
{
    private const string Customer = "203.0.113.7";

    /// <returns>How many answers were not right.</returns>
    public static async Task<int> RunAsync(TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientIp:Sources:0:Header"] = "X-Forwarded-For",
            ["ClientIp:Sources:0:Via:0"] = "alb",
            ["ClientIp:Hops:alb"] = "127.0.0.0/8",
            ["Office"] = "203.0.113.0/24",
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddClientIp(builder.Configuration.GetSection("ClientIp"));
        builder.Services.AddClientIpList("office", "config:Office");
        builder.Services.AddRateLimiter(options => options.AddPolicy("once", context => ClientIpRateLimitPartition.GetFixedWindowLimiter(
            context, _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) })));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApplicationJson.Default));

        await using var app = builder.Build();
        app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
        app.UseRateLimiter();
        app.MapGet("/who", (ClientIp client, HttpContext context) => $"{client} {client.Reason} {context.Connection.RemoteIpAddress} {context.ClientIp.Peer}");
        app.MapGet("/local", (HttpContext context) => context.IsLocalRequest().ToString());
        app.MapGet("/known", () => "served").RequireKnownClientIp();
        app.MapGet("/office", () => "served").RequireClientIp("office");
        app.MapGet("/once", () => "served").RequireRateLimiting("once");
        app.MapPost("/visit", (Visit visit) => visit.Address.ToString());
        app.MapGet("/visit", (ClientIp client) => new Visit(Ip.Parse("2001:db8::1"), client));
        app.MapGet("/trace", (HttpContext context, IClientIpResolver resolver)
            => ClientIpTrace.Of(resolver.Policy, context.ClientIp.Peer, context.Request.Headers, context.Request.Path).ToString());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var wrong = 0;
        async Task Say(string name, string right, string answer)
        {
            wrong += answer == right ? 0 : 1;
            await output.WriteLineAsync(answer == right ? $"  ok     {name}: {answer}" : $"  WRONG  {name}: {answer}, right would be {right}");
        }

        Task<string> Get(string path, string? list = Customer) => SendAsync(client, HttpMethod.Get, path, list);
        Task<string> Post(string json) => SendAsync(client, HttpMethod.Post, "/visit", Customer, json);

        await output.WriteLineAsync("Policy from configuration");
        await Say("customer", $"200 {Customer} Resolved {Customer} 127.0.0.1", await Get("/who", $"8.8.8.8, {Customer}"));
        await Say("nobody", "200 unknown HeaderMissing  127.0.0.1", await Get("/who", list: null));
        await Say("local", "200 False", await Get("/local", list: null));
        await Say("known", "200 served", await Get("/known"));
        await Say("not known", """400 {"title":"Bad Request","status":400,"detail":"The client\u0027s address is not known."}""", await Get("/known", list: null));
        await Say("office", "200 served", await Get("/office"));
        await Say("elsewhere", """403 {"title":"Forbidden","status":403,"detail":"The client\u0027s address is not admitted."}""", await Get("/office", "8.8.8.8"));
        await Say("first", "200 served", await Get("/once", "2001:db8::1"));
        await Say("second of the network", "503 ", await Get("/once", "2001:db8::2"));
        await Say("other network", "200 served", await Get("/once", "2001:db8:0:1::2"));
        await Say("address in a body", "200 198.51.100.1", await Post("""{"address":"198.51.100.1"}"""));
        await Say("client in a body", "400 ", await Post("""{"address":"198.51.100.1","client":"6.6.6.6"}"""));
        await Say("written", "200 " + """{"address":"2001:db8::1","client":{"address":"203.0.113.7","reason":"Resolved","peer":"127.0.0.1","vouched":"203.0.113.7"}}""", await Get("/visit"));
        await output.WriteLineAsync(await Get("/trace"));

        app.Configuration["Office"] = "8.8.8.0/24";
        app.Configuration["ClientIp:Hops:alb"] = "0.0.0.0/0";
        ((IConfigurationRoot)app.Configuration).Reload();
        await Say("office after a reload", "200 served", await Get("/office", "8.8.8.8"));
        await Say("a hop that was refused", $"200 {Customer} Resolved {Customer} 127.0.0.1", await Get("/who"));
        await Say("mapped", "192.0.2.1", Ip.Parse("::ffff:192.0.2.1").ToString());
        await Say("read as JSON", "JsonException", Thrown(() => JsonSerializer.Deserialize("\"6.6.6.6\"", ApplicationJson.Default.ClientIp)));
        await Say("set", "2001:db8::/32,10.0.0.0/8", CidrSet.Parse("2001:db8::/32, 10.9.9.9/8").ToString());
        await app.StopAsync();
        await output.WriteLineAsync(wrong == 0 ? "Right." : $"{wrong} wrong.");
        return wrong;
    }

    private static async Task<string> SendAsync(HttpClient client, HttpMethod method, string path, string? list, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (list is not null)
        {
            request.Headers.Add("X-Forwarded-For", list);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private static string Thrown(Action action)
    {
        try
        {
            action();
            return "nothing";
        }
        catch (JsonException exception)
        {
            return exception.GetType().Name;
        }
    }
}
