using System.Globalization;
using System.Text;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Writes addresses and ranges for messages and fixes: IPv4 as IPv4, IPv6 as RFC 5952 says.</summary>
internal static class AddressFormat
{
    private const int GroupCount = 8;

    public static string Format(Address address)
    {
        if (address.IsIPv4)
        {
            var bits = address.Low;
            return string.Format(
                CultureInfo.InvariantCulture,
                "{0}.{1}.{2}.{3}",
                (bits >> 24) & 0xFF,
                (bits >> 16) & 0xFF,
                (bits >> 8) & 0xFF,
                bits & 0xFF);
        }

        var (gapStart, gapLength) = LongestZeros(address);
        var text = new StringBuilder();
        for (var index = 0; index < GroupCount; index++)
        {
            if (index == gapStart)
            {
                text.Append("::");
                index += gapLength - 1;
                continue;
            }

            if (text.Length > 0 && text[text.Length - 1] != ':')
            {
                text.Append(':');
            }

            text.Append(Group(address, index).ToString("x", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The range with its host bits cleared, <c>address/length</c>, or the address where it is one alone.</summary>
    public static string Format(AddressRange range)
    {
        var address = Format(new Address(range.High, range.Low));
        if (range.PrefixLength == 128)
        {
            return address;
        }

        var length = range.IsIPv4 ? range.PrefixLength - 96 : range.PrefixLength;
        return address + "/" + length.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The first of the longest runs of two or more zero groups; -1 where there is none.</summary>
    private static (int Start, int Length) LongestZeros(Address address)
    {
        var (bestStart, bestLength) = (-1, 1);
        var length = 0;
        for (var index = 0; index < GroupCount; index++)
        {
            length = Group(address, index) == 0 ? length + 1 : 0;
            if (length > bestLength)
            {
                (bestStart, bestLength) = (index - length + 1, length);
            }
        }

        return (bestStart, bestLength);
    }

    private static ulong Group(Address address, int index)
        => ((index < 4 ? address.High : address.Low) >> (48 - (index % 4 * 16))) & 0xFFFF;
}
