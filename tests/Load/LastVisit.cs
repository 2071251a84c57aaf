using System.Net;
using Quickstart;

namespace ClientIpAnalyzers.Load;

/// <summary>Sees which state of the ranges is in use when all is quiet again.</summary>
internal static class LastVisit
{
    public static async Task<bool> SeesAsync(int state, Uri application, SimulatedPeers peers)
    {
        using var client = peers.CreateClient(IPAddress.Parse(Ranges.Alb(state)), application);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"203.0.113.7, {Ranges.Cdn(state)}");
            using var response = await client.SendAsync(request);
            if (await response.Content.ReadAsStringAsync() == "203.0.113.7 Resolved Resolved")
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }
}
