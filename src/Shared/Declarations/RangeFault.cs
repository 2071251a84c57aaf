using System.Globalization;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Says why a text is no range, in terms of what its writer probably meant.</summary>
internal static class RangeFault
{
    private const string Expected = "write an address such as '10.20.0.5', or a range such as '10.20.0.0/24' or '2001:db8::/48'";

    /// <summary>A clause that follows the quoted text: what is wrong with it, and what to write instead.</summary>
    public static string Explain(string text)
    {
        if (text.Length == 0)
        {
            return "it is empty: " + Expected;
        }

        foreach (var prefix in (string[])[RangeSpec.FilePrefix, RangeSpec.ConfigPrefix, RangeSpec.UnixSocket])
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return $"'{prefix}' is written in lower case, without anything before it";
            }
        }

        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text.Substring(0, slash);
        if (AddressText.TryParse(address.AsSpan(), out _, out _))
        {
            var longest = address.IndexOf(':') < 0 ? 32 : 128;
            return $"the prefix length after '/' is a decimal number from 0 to {longest.ToString(CultureInfo.InvariantCulture)}, without leading zeros";
        }

        if (text.IndexOf('%') >= 0)
        {
            return "a scope id names an interface of this machine: remove it";
        }

        if (text.IndexOf('[') >= 0)
        {
            return "a range has no brackets and no port: " + Expected;
        }

        if (text.IndexOf('*') >= 0 || text.IndexOf('-') > 0)
        {
            return "a range is an address and a prefix length: " + Expected;
        }

        if (text.IndexOf(';') >= 0 || text.IndexOf(' ') >= 0)
        {
            return "ranges are separated by commas: " + Expected;
        }

        return address.IndexOf('.') >= 0 && IsNumeric(address) ? ExplainDotted(address) : Expected;
    }

    private static string ExplainDotted(string address)
    {
        if (address.IndexOf(':') >= 0)
        {
            return "a range has no port: " + Expected;
        }

        var octets = address.Split('.');
        return octets.Length != 4
            ? "an IPv4 address has four octets: " + Expected
            : octets.Any(octet => octet.Length > 1 && octet[0] == '0')
                ? "an octet has no leading zeros, because some readers take those for octal"
                : "an octet is a decimal number from 0 to 255";
    }

    private static bool IsNumeric(string address)
        => address.All(character => character is (>= '0' and <= '9') or '.' or ':');
}
