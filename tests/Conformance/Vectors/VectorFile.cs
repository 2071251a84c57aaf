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
                [.. item.GetProperty("headers").EnumerateArray().Select(ReadLine)],
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

    private static Ip? ReadAddress(JsonElement item, string name)
        => item.GetProperty(name).GetString() is { } text ? Ip.Parse(text) : null;

    private static (string Name, string Value) ReadLine(JsonElement line)
        => (line[0].GetString() ?? throw new FormatException("A header has no name."), line[1].GetString() ?? string.Empty);
}
