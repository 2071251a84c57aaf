using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>Sends the traffic to the application and compares what it answers with what is right.</summary>
internal sealed partial class Rehearsal(SimulatedPeers peers, Uri application) : IDisposable
{
    private readonly Dictionary<string, HttpClient> _clients = [];

    /// <summary>Prints one table for each topology.</summary>
    /// <returns>How many answers were not right.</returns>
    public async Task<int> RunAsync(TextWriter output)
    {
        var wrong = 0;
        var total = 0;
        foreach (var (topology, exchanges) in Traffic.All)
        {
            var table = new TextTable("", "path", "sent by", "claimed", "answer", "why", "vouched");
            foreach (var exchange in exchanges)
            {
                var answer = await SendAsync(exchange);
                var right = new Answer(exchange.Address, exchange.Reason.ToString(), exchange.Peer, exchange.Vouched);
                total++;
                if (answer == right)
                {
                    table.Add("ok", exchange.Path, exchange.Sender, exchange.Claimed, answer.Address ?? "unknown", answer.Reason, answer.Vouched ?? "-");
                    continue;
                }

                wrong++;
                table.Add("WRONG", exchange.Path, exchange.Sender, exchange.Claimed, answer.Address ?? "unknown", answer.Reason, answer.Vouched ?? "-");
                table.Add("", "", "  right would be", "", right.Address ?? "unknown", right.Reason, right.Vouched ?? "-");
            }

            await output.WriteLineAsync(topology);
            await output.WriteLineAsync(table.ToString());
        }

        await output.WriteLineAsync(wrong == 0
            ? $"All {total} answers are right. No forged address was believed."
            : $"{wrong} of {total} answers are wrong.");
        return wrong;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<Answer> SendAsync(Exchange exchange)
    {
        if (!_clients.TryGetValue(exchange.Peer, out var client))
        {
            client = peers.CreateClient(IPAddress.Parse(exchange.Peer), application);
            _clients.Add(exchange.Peer, client);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, exchange.Path);
        foreach (var (name, value) in exchange.Headers)
        {
            // Without validation: a hop forwards what an attacker wrote, however malformed.
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadFromJsonAsync(AnswerJson.Default.Answer) ?? Answer.None("empty body")
                : Answer.None($"status {(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return Answer.None(exception.Message);
        }
    }

    /// <summary>The JSON that a <c>ClientIp</c> is written as.</summary>
    private sealed record Answer(string? Address, string Reason, string? Peer, string? Vouched)
    {
        public static Answer None(string why) => new(null, why, null, null);
    }

    /// <summary>Reads answers without reflection, so that the same traffic can be sent by a program compiled ahead of time.</summary>
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Answer))]
    private sealed partial class AnswerJson : JsonSerializerContext;
}
