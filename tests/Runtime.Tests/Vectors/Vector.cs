using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Runtime.Tests.Vectors;

/// <summary>One case of tests/vectors, whose README says what each field means.</summary>
public sealed record Vector(string Id, string Policy, string? Peer, string? Path, IReadOnlyList<(string Name, string Value)> Lines, string? Address, string Reason, string? Vouched)
{
    public static IEnumerable<Vector> Load(string folder)
        => Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(LoadFile);

    public HeaderDictionary Headers
    {
        get
        {
            var headers = new HeaderDictionary();
            foreach (var (name, value) in Lines)
            {
                // Not Append, which drops a line that is empty.
                headers[name] = StringValues.Concat(headers[name], value);
            }

            return headers;
        }
    }

    public override string ToString() => Id;

    private static IEnumerable<Vector> LoadFile(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var expected = item.GetProperty("expect");
            yield return new Vector(
                item.GetProperty("id").GetString()!,
                item.GetProperty("policy").GetRawText(),
                item.GetProperty("peer").GetString(),
                item.TryGetProperty("path", out var path) ? path.GetString() : null,
                [.. item.GetProperty("headers").EnumerateArray().Select(line => (line[0].GetString()!, line[1].GetString()!))],
                expected.GetProperty("address").GetString(),
                expected.GetProperty("reason").GetString()!,
                expected.GetProperty("vouched").GetString());
        }
    }
}
