using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Quickstart;

namespace ShopFront.SelfCheck;

/// <summary>Customers and attackers, each as the last hop in front of the application passes them on.</summary>
internal sealed class Rehearsal(SimulatedPeers peers, Uri application, string secret) : IDisposable
{
    public const string Customer = "203.0.113.7";
    public const string Attacker = "203.0.113.66";
    public const string Forged = "8.8.8.8";
    private const string Office = "203.0.113.200";
    private const string Cdn = "198.51.100.11";

    private readonly HttpClient _alb = peers.CreateClient(IPAddress.Parse("127.64.0.10"), application);
    private readonly HttpClient _outsider = peers.CreateClient(IPAddress.Parse("127.9.9.9"), application);
    private readonly TextTable _table = new("", "where", "what", "answer");

    /// <summary>How many answers were not right.</summary>
    public int Wrong { get; private set; }

    public async Task RunAsync()
    {
        Expect("page", "customer", $"You are {Customer}", await PageAsync(_alb, Through(Customer)));
        Expect("page", "attacker, forged entry in front", $"You are {Attacker}", await PageAsync(_alb, Through($"{Forged}, {Attacker}")));
        Expect("page", "attacker past the CDN", "You are unknown", await PageAsync(_alb, [("X-Forwarded-For", $"{Forged}, {Attacker}")]));
        Expect("page", "attacker past the ALB", "You are unknown", await PageAsync(_outsider, Through(Forged)));
        Expect("probe", "health check of the ALB", "200", await StatusAsync(_alb, HttpMethod.Get, "/healthz", []));

        Expect("office", "from the office", "200", await StatusAsync(_alb, HttpMethod.Get, "/admin", Through(Office)));
        Expect("office", "attacker who claims to be there", "403", await StatusAsync(_alb, HttpMethod.Get, "/admin", Through($"{Office}, {Attacker}")));
        Expect("office", "attacker past the CDN", "403", await StatusAsync(_alb, HttpMethod.Get, "/admin", [("X-Forwarded-For", Office)]));

        await CheckHubAsync();
        await CheckLimitsAsync();
    }

    public void Expect(string where, string what, string right, string answer)
    {
        Wrong += answer == right ? 0 : 1;
        _table.Add(answer == right ? "ok" : "WRONG", where, what, answer == right ? answer : $"{answer}, right would be {right}");
    }

    public string Report() => _table + (Wrong == 0
        ? "Page, hub, limits, log, trace and meter all name the right client."
        : $"{Wrong} answers are wrong.");

    public void Dispose()
    {
        _alb.Dispose();
        _outsider.Dispose();
    }

    private async Task CheckHubAsync()
    {
        await using var visitor = new HubConnectionBuilder()
            .WithUrl(new Uri(application, "/visitors"), HttpTransportType.LongPolling, options =>
            {
                options.HttpMessageHandlerFactory = _ => peers.CreateHandler(IPAddress.Parse("127.64.0.10"));
                foreach (var (name, value) in Through($"{Forged}, {Customer}"))
                {
                    options.Headers.Add(name, value);
                }
            })
            .Build();
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        visitor.On<string, string>("Reviewed", (product, by) => told.TrySetResult($"{product} by {by}"));
        await visitor.StartAsync();

        Expect("hub", "customer", "somebody in 203.0.113.0", await visitor.InvokeAsync<string>("WhoAmI"));
        Expect("limit", "attacker's first review", "201", await ReviewAsync($"{Forged}, {Attacker}"));
        Expect("hub", "what others are told", "Teapot by somebody in 203.0.113.0", await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private async Task CheckLimitsAsync()
    {
        // A new forged entry each time makes no new client.
        Expect("limit", "attacker's second", "201", await ReviewAsync($"9.9.9.1, {Attacker}"));
        Expect("limit", "attacker's third", "201", await ReviewAsync($"9.9.9.2, {Attacker}"));
        Expect("limit", "attacker's fourth", "429", await ReviewAsync($"9.9.9.3, {Attacker}"));
        Expect("limit", "customer", "201", await ReviewAsync(Customer));
        for (var i = 1; i <= 3; i++)
        {
            Expect("limit", $"address {i} of an IPv6 network", "201", await ReviewAsync($"2001:db8:1:1::{i}"));
        }

        Expect("limit", "address 4 of an IPv6 network", "429", await ReviewAsync("2001:db8:1:1::4"));
        Expect("limit", "another IPv6 network", "201", await ReviewAsync("2001:db8:1:2::1"));
        Expect("limit", "attacker, still", "429", await ReviewAsync(Attacker));
    }

    private (string Name, string Value)[] Through(string list)
        => [("X-Forwarded-For", $"{list}, {Cdn}"), ("X-Origin-Token", secret)];

    private Task<string> ReviewAsync(string list) => StatusAsync(_alb, HttpMethod.Post, "/products/Teapot/reviews", Through(list));

    private static async Task<string> PageAsync(HttpClient client, (string, string)[] headers)
    {
        using var response = await SendAsync(client, HttpMethod.Get, "/", headers);
        var page = await response.Content.ReadAsStringAsync();
        var start = page.IndexOf("You are <strong>", StringComparison.Ordinal);
        return start < 0 ? $"status {(int)response.StatusCode}" : page[start..page.IndexOf("</strong>", start, StringComparison.Ordinal)].Replace("<strong>", "", StringComparison.Ordinal);
    }

    private static async Task<string> StatusAsync(HttpClient client, HttpMethod method, string path, (string, string)[] headers)
    {
        using var response = await SendAsync(client, method, path, headers);
        return $"{(int)response.StatusCode}";
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent([new("text", "It pours.")]);
        }

        return await client.SendAsync(request);
    }
}
