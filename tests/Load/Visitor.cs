using System.Globalization;
using System.Net;
using Quickstart;

namespace ClientIpAnalyzers.Load;

/// <summary>
/// One client. It comes through the ALB of one state, in turn with nodes of either state's CDN, and under another
/// address at each request. While one state or the other holds, exactly two answers are right; half of one and half of
/// the other would give a third: the wrong CDN believed, or the right one refused.
/// </summary>
internal sealed class Visitor(int number, Uri application, Version version, SimulatedPeers peers, Faults faults)
{
    private readonly int _alb = number % 2;

    /// <summary>How often each state was seen to hold: the visitor's own, and the other.</summary>
    public long[] Seen { get; } = new long[2];

    public long Requests => Seen[0] + Seen[1];

    public async Task RunAsync(CancellationToken stop)
    {
        HttpClient? client = null;
        try
        {
            for (var request = 0; !stop.IsCancellationRequested; request++)
            {
                // A new connection now and then, so that connections come and go under load.
                if (request % 500 == 0)
                {
                    client?.Dispose();
                    client = peers.CreateClient(IPAddress.Parse(Ranges.Alb(_alb)), application);
                    client.Timeout = TimeSpan.FromSeconds(60);
                }

                await AskAsync(client!, request);
            }
        }
        finally
        {
            client?.Dispose();
        }
    }

    private async Task AskAsync(HttpClient client, int request)
    {
        var cdn = request % 2;
        var address = string.Create(CultureInfo.InvariantCulture, $"2001:db8:{number + 1:x}:{(request >> 16) + 1:x}::{(request & 0xffff) + 1:x}");
        string answer;
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/")
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            message.Headers.TryAddWithoutValidation("X-Forwarded-For", $"6.6.6.6, {address}, {Ranges.Cdn(cdn)}");
            using var response = await client.SendAsync(message);
            answer = await response.Content.ReadAsStringAsync();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            faults.Add(exception.ToString());
            return;
        }

        // Two policies may stand on either side of one replacement, but each is one state or the other.
        var ours = cdn == _alb ? "Resolved" : "ChainMismatch";
        var named = cdn == _alb ? address : "unknown";
        if (answer == $"{named} {ours} {ours}" || answer == $"{named} {ours} PeerNotTrusted")
        {
            Seen[_alb]++;
        }
        else if (answer == $"unknown PeerNotTrusted PeerNotTrusted" || answer == $"unknown PeerNotTrusted {ours}")
        {
            Seen[1 - _alb]++;
        }
        else
        {
            faults.Add($"From {Ranges.Alb(_alb)} with {address}, {Ranges.Cdn(cdn)}: {answer}");
        }
    }
}
