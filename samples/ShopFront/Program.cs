using System.Net;
using System.Security.Cryptography;
using Quickstart;
using ShopFront;
using ShopFront.SelfCheck;

const string help = """
    A shop front with MVC, SignalR, rate limits, Serilog and OpenTelemetry behind CDN and ALB. Loopback only.

      dotnet run --project samples/ShopFront [-- OPTIONS]

      (none)     send it customers and attackers, exit with 0 if page, hub, limits, log and telemetry all name the right
                 client, else with 1
      --serve    keep running and print what to try with curl
      --port N   listen on this port of 127.0.0.1 instead of a free one
      --help     this text

    With OTEL_EXPORTER_OTLP_ENDPOINT set, spans and metrics go there.
    """;

var (serve, port) = (false, 0);
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--help" or "-h":
            Console.WriteLine(help);
            return 0;
        case "--serve":
            serve = true;
            break;
        case "--port" when i + 1 < args.Length && ushort.TryParse(args[i + 1], out var number):
            port = number;
            i++;
            break;
        default:
            await Console.Error.WriteLineAsync($"Not understood: {args[i]}{Environment.NewLine}{help}");
            return 2;
    }
}

// A real one lives in a secret store, and at the CDN; this one is made up anew for each run.
var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
var peers = new SimulatedPeers(onlyOneLoopbackAddress: false);
var observed = new Observed();

// Found beside the program, from wherever it is run.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddInMemoryCollection([new("ClientIp:OriginSecret", secret)]);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, peers.Restore));
builder.AddShopFront();
if (!serve)
{
    observed.Watch(builder);
}

await using var app = builder.Build();
app.UseShopFront();
try
{
    await app.StartAsync();
}
catch (IOException exception)
{
    // Somebody listens on that port already.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

var url = app.Urls.First();
if (serve)
{
    Console.WriteLine($"""
        Listening on {url}. Stop with Ctrl+C. 127.64.0.10 is the ALB, 198.51.100.0/24 the CDN, any other peer is nobody.

          curl --interface 127.64.0.10 {url}/ -H 'X-Forwarded-For: 8.8.8.8, 203.0.113.7, 198.51.100.11' -H 'X-Origin-Token: {secret}'
          curl --interface 127.64.0.10 {url}/admin -H 'X-Forwarded-For: 203.0.113.200, 198.51.100.11' -H 'X-Origin-Token: {secret}'
          curl {url}/ -H 'X-Forwarded-For: 8.8.8.8'
        """);
    await app.WaitForShutdownAsync();
    return 0;
}

using var rehearsal = new Rehearsal(peers, new Uri(url), secret);
await rehearsal.RunAsync();
await app.StopAsync();
observed.Check(rehearsal, app.Services);
Console.WriteLine(rehearsal.Report());
return rehearsal.Wrong == 0 ? 0 : 1;
