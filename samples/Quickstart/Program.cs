using Quickstart;

const string help = """
    Starts an application behind the topologies of Alibaba Cloud, sends it requests as CDN, WAF, ALB, GA, ingress, a
    health probe and attackers would, and prints what it takes for the client. Loopback only.

      dotnet run --project samples/Quickstart [-- OPTIONS]

      (none)           run, print the tables, exit with 0 if every answer is right, else with 1
      --serve          keep running and print the URL and what to try with curl
      --port N         listen on this port of 127.0.0.1 instead of a free one
      --one-loopback   act as on a system that has no loopback address but 127.0.0.1
      --help           this text
    """;

var (serve, port, oneLoopback) = (false, 0, false);
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
        case "--one-loopback":
            oneLoopback = true;
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

var peers = new SimulatedPeers(oneLoopback);
await using var app = Shop.Create(port, peers);
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

var address = new Uri(app.Urls.First());

if (serve)
{
    Console.WriteLine(CurlExamples.For(address));
    await app.WaitForShutdownAsync();
    return 0;
}

using var rehearsal = new Rehearsal(peers, address);
var wrong = await rehearsal.RunAsync(Console.Out);
await app.StopAsync();
return wrong == 0 ? 0 : 1;
