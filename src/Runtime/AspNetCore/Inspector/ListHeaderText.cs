using ClientIpAnalyzers.Headers;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>The text of a list header, split where the walk from the right stopped.</summary>
/// <param name="Unread">What nobody looked at, and whoever sent the request may have written.</param>
/// <param name="Read">What was looked at.</param>
internal readonly record struct ListHeaderText(string Unread, string Read)
{
    public static ListHeaderText Of(StringValues lines, string header, int entriesRead)
    {
        var rest = new ListLines(lines);
        for (var read = 0; read < entriesRead && rest.HasMore(); read++)
        {
            if (ClientIpSource.IsForwarded(header))
            {
                rest.TakeElement();
            }
            else
            {
                rest.TakeEntry();
            }
        }

        var all = new ListLines(lines);
        var text = all.HasMore() ? all.Rest() : string.Empty;
        var unread = rest.HasMore() ? rest.Rest() : string.Empty;
        return new ListHeaderText(unread.Trim(), text[Math.Min(unread.Length, text.Length)..].TrimStart(',', ' ', '\t').TrimEnd());
    }
}
