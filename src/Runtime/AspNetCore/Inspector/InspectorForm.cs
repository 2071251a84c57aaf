using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// The form as it was sent, within limits. It is sent by POST although it changes nothing, so that what is typed into it
/// stays out of addresses, logs and histories; and because it changes nothing it needs no token against forgery.
/// </summary>
/// <param name="Peer">An address; empty or <c>unix</c> for none.</param>
/// <param name="Path">The path of the request.</param>
/// <param name="Headers">Header lines, each <c>Name: value</c>.</param>
internal sealed record InspectorForm(string Peer, string Path, string Headers)
{
    /// <summary>The most bytes of a body that are read.</summary>
    public const int MaxBodyLength = 64 * 1024;

    /// <summary>The most characters of header lines.</summary>
    public const int MaxHeadersLength = 16 * 1024;

    /// <summary>The most header lines.</summary>
    public const int MaxLines = 64;

    private const int MaxPeerLength = 64;
    private const int MaxPathLength = 2048;

    private static readonly FormOptions s_limits = new()
    {
        BufferBodyLengthLimit = MaxBodyLength,
        KeyLengthLimit = 64,
        ValueCountLimit = 16,
        ValueLengthLimit = MaxBodyLength,
    };

    /// <summary>Reads the fields of a body.</summary>
    /// <returns>The fields, or the status of a body that is none or too large.</returns>
    public static async Task<(IFormCollection? Fields, int Status)> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.ContentLength > MaxBodyLength)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodyLength;
        }

        try
        {
            return (await request.ReadFormAsync(s_limits, request.HttpContext.RequestAborted), StatusCodes.Status200OK);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }
    }

    /// <summary>Reads the request that the form describes.</summary>
    /// <param name="request">The request; null where a field cannot be read.</param>
    /// <returns>What is wrong, by the name of the field; empty where nothing is.</returns>
    public IReadOnlyList<(string Field, string Problem)> TryRead(out InspectedRequest? request)
    {
        var problems = new List<(string, string)>();
        var notes = new List<string>();
        var headers = new HeaderDictionary();
        if (!TryReadPeer(out var peer))
        {
            problems.Add(("peer", "The peer is no address. Write one as in 10.20.0.5 or 2001:db8::5, or unix for a Unix socket."));
        }

        if (Path.Length > MaxPathLength || !Path.StartsWith('/'))
        {
            problems.Add(("path", $"A path begins with / and has at most {MaxPathLength} characters."));
        }

        if (ReadHeaders(headers, notes) is { } problem)
        {
            problems.Add(("headers", problem));
        }

        request = problems.Count != 0 ? null : new InspectedRequest("The request you tried", peer, new PathString(Path), headers) { Notes = notes };
        return problems;
    }

    private bool TryReadPeer(out Ip? peer)
    {
        var text = Peer.Trim();
        peer = null;
        if (text.Length == 0 || text.Equals(CidrSet.UnixSocketWord, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Length > MaxPeerLength || !Ip.TryParse(text, out var address))
        {
            return false;
        }

        peer = address;
        return true;
    }

    private string? ReadHeaders(HeaderDictionary headers, List<string> notes)
    {
        var lines = Headers.ReplaceLineEndings("\n").Split('\n');
        if (Headers.Length > MaxHeadersLength || lines.Length > MaxLines)
        {
            return $"At most {MaxLines} lines and {MaxHeadersLength} characters of headers can be tried.";
        }

        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim(' ', '\t');
            if (line.Length == 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !HeaderName.IsToken(line[..colon]))
            {
                return $"Line {number} is no header. Write a name, a colon and the value, as in X-Forwarded-For: 203.0.113.7.";
            }

            var (name, value) = (line[..colon], line[(colon + 1)..].Trim(' ', '\t'));
            if (value == HiddenValues.Mask)
            {
                notes.Add($"The value of {name} is never shown and so was not sent back: the request was tried without it. Type it again to try it.");
            }
            else
            {
                headers[name] = StringValues.Concat(headers[name], value);
            }
        }

        return null;
    }
}
