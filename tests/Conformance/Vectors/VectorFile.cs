using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Conformance.Vectors;

/// <summary>Input that cannot be used; the message says what and where.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);

/// <summary>Reads vector files.</summary>
internal static class VectorFile
{
    public static IReadOnlyList<Vector> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path}: {exception.Message}");
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new UnusableInputException($"{path}: the file is no JSON array of cases.");
            }

            return [.. document.RootElement.EnumerateArray().Select((item, index) => ReadCase(path, index, item))];
        }
        catch (JsonException exception)
        {
            throw new UnusableInputException($"{path}: {exception.Message}");
        }
    }

    private static Vector ReadCase(string path, int index, JsonElement item)
    {
        try
        {
            var expected = item.GetProperty("expect");
            return new Vector(
                item.GetProperty("id").GetString() ?? throw new FormatException("The id is null."),
                item.GetProperty("policy").GetRawText(),
                ReadAddress(item, "peer"),
                new PathString(item.TryGetProperty("path", out var requestPath) ? requestPath.GetString() : "/"),
                item.TryGetProperty("headers", out var headers) ? [.. headers.EnumerateArray().Select(ReadLine)] : [],
                new VectorAnswer(
                    ReadAddress(expected, "address"),
                    expected.GetProperty("reason").GetString() ?? throw new FormatException("The reason is null."),
                    ReadAddress(expected, "vouched")));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw new UnusableInputException($"{path}: case {index + 1}: {exception.Message}");
        }
    }

    /// <summary>Read as a transport gives a peer, whose scope is dropped; none where it is null or not there.</summary>
    private static Ip? ReadAddress(JsonElement item, string name)
        => !item.TryGetProperty(name, out var value) || value.GetString() is not { } text ? null
            : Ip.TryParse(text, out var address) ? address
            : Ip.FromIPAddress(IPAddress.Parse(text));

    private static (string Name, string Value) ReadLine(JsonElement line)
        => (line[0].GetString() ?? throw new FormatException("A header has no name."), line[1].GetString() ?? string.Empty);
}
