using ClientIpAnalyzers.CompilerServices;
using ClientIpAnalyzers.Headers;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Runtime.Tests.Headers;

/// <summary>The short way by which plain IPv4 entries are read gives what the long way gives, for whatever text.</summary>
public class PlainIPv4Tests
{
    /// <summary>Octets, and what some reader somewhere takes for one.</summary>
    private static readonly string[] s_octets =
        ["0", "7", "10", "99", "100", "199", "200", "249", "255", "", "00", "01", "010", "256", "260", "300", "999", "1000", "a", "\u0661", "\u0131", " 1"];

    /// <summary>What may stand before an entry.</summary>
    private static readonly string[] s_before =
        ["", ",", ", ", ",\t ", " ", "8.8.8.8, ", "8.8.8.8,", "8.8.8.8 ,", "::1,", "x, ", ",,", "1", ".", "1.", "-", "\0", "9\u00a0"];

    /// <summary>What may stand after it.</summary>
    private static readonly string[] s_after = ["", " ", "\t", ":80", ".", "x", " ,", ",10.0.0.1", "\0"];

    [Fact]
    public void Every_quad_of_octets_and_near_octets_is_read_alike()
    {
        foreach (var first in s_octets)
        {
            foreach (var second in s_octets)
            {
                foreach (var third in s_octets)
                {
                    foreach (var fourth in s_octets)
                    {
                        AssertAlike($"8.8.8.8,{first}.{second}.{third}.{fourth}");
                        AssertAlike($"{first}.{second}.{third}.{fourth}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Whatever_stands_around_an_entry_it_is_read_alike()
    {
        string[] entries = ["1.2.3.4", "255.255.255.255", "0.0.0.0", "0.0.0.1", "1.2.3", "1.2.3.4.5", "1..2.3", "12345678", "::1", "[::1]:80", "unknown", "", " "];
        foreach (var entry in entries)
        {
            foreach (var before in s_before)
            {
                foreach (var after in s_after)
                {
                    AssertAlike(before + entry + after);
                    AssertAlike(before + entry + after, "9.9.9.9", " ", before + entry);
                }
            }
        }
    }

    [Fact]
    public void One_changed_character_is_read_alike()
    {
        foreach (var line in (string[])["203.0.113.7, 10.0.0.2", "1.1.1.1", "255.255.255.255,0.0.0.0"])
        {
            for (var index = 0; index < line.Length; index++)
            {
                for (var character = '\0'; character < 0x180; character++)
                {
                    AssertAlike(line[..index] + character + line[(index + 1)..]);
                    AssertAlike(line[..index] + character + line[index..]);
                }
            }
        }
    }

    private static void AssertAlike(params string[] lines)
    {
        var entries = string.Join(',', lines.Where(line => !AddressEntry.IsBlank(line))).Split(',').Reverse();
        var reader = HeaderListReader.ForwardedFor(new StringValues(lines));
        if (lines.All(line => AddressEntry.IsBlank(line)))
        {
            Assert.Equal(ClientIpReason.HeaderMissing, reader.Read(out _));
            return;
        }

        foreach (var entry in entries)
        {
            var expected = AddressEntry.Parse(AddressEntry.Trim(entry), out var address);
            var reason = reader.Read(out var read);
            if (reason != expected || read != address)
            {
                Assert.Fail($"'{string.Join("' '", lines)}': '{entry}' is {reason} {read} instead of {expected} {address}.");
            }
        }

        Assert.Equal(ClientIpReason.ChainTooShort, reader.Read(out _));
    }
}
