using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Runtime.Tests.Headers;

/// <summary>RFC 7239, read from the right.</summary>
public class ForwardedTests
{
    [Theory]
    [InlineData("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60")]
    [InlineData("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17")]
    [InlineData("for=\"192.0.2.60:_port.1-x\"", "192.0.2.60")]
    [InlineData("for=\"1\\92.0.2.60\"", "192.0.2.60")]
    [InlineData("by=_gateway;host=\"a, b;c\";for=192.0.2.60", "192.0.2.60")]
    [InlineData("ext=\"\\\\\";for=192.0.2.60", "192.0.2.60")]
    [InlineData("ext=\"\u00e9\t\";for=192.0.2.60", "192.0.2.60")]
    [InlineData(" \t for=192.0.2.60 \t", "192.0.2.60")]
    [InlineData("for=\"6.6.6.6, for=192.0.2.60", "192.0.2.60")]
    [InlineData("\", for=192.0.2.60", "192.0.2.60")]
    [InlineData("\\\",for=192.0.2.60", "192.0.2.60")]
    public void The_rightmost_element_names_its_address(string header, string expected)
    {
        var reader = HeaderListReader.Forwarded(header);
        Assert.Equal(ClientIpReason.Resolved, reader.Read(out var address));
        Assert.Equal(Ip.Parse(expected), address);
    }

    [Theory]
    [InlineData("for=[2001:db8::1]", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"2001:db8::1\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"[192.0.2.60]\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\" 192.0.2.60\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=192.0.2.60:80", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60:65536\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60:\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60:_\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"[fe80::1%eth0]\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=192.0.2.60;", ClientIpReason.EntryInvalid)]
    [InlineData(";for=192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("for=192.0.2.60; proto=http", ClientIpReason.EntryInvalid)]
    [InlineData("for =192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("for= 192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("for=", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"\"", ClientIpReason.EntryInvalid)]
    [InlineData("for", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("for=192.0.2.60\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60\\\"", ClientIpReason.EntryInvalid)]
    [InlineData("for=\"192.0.2.60\"x", ClientIpReason.EntryInvalid)]
    [InlineData("ext=\"\u0100\";for=192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("ext=\"\0\";for=192.0.2.60", ClientIpReason.EntryInvalid)]
    [InlineData("for=unknown", ClientIpReason.EntryUnknown)]
    [InlineData("for=\"UNKNOWN:80\"", ClientIpReason.EntryUnknown)]
    [InlineData("for=_hidden", ClientIpReason.EntryObfuscated)]
    [InlineData("for=\"_hidden:_port\"", ClientIpReason.EntryObfuscated)]
    [InlineData("for=0.0.0.0", ClientIpReason.EntryUnspecified)]
    [InlineData("proto=http", ClientIpReason.EntryNoFor)]
    [InlineData("for=8.8.8.8;proto=http;Proto=https", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("for=8.8.8.8;FOR=garbage", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("for=8.8.8.8,", ClientIpReason.EntryEmpty)]
    [InlineData(",", ClientIpReason.EntryEmpty)]
    [InlineData("", ClientIpReason.HeaderMissing)]
    [InlineData(" \t", ClientIpReason.HeaderMissing)]
    public void A_fault_in_the_rightmost_element_is_named(string header, ClientIpReason expected)
    {
        var reader = HeaderListReader.Forwarded(header);
        Assert.Equal(expected, reader.Read(out _));
    }

    [Theory]
    [InlineData("", "", ClientIpReason.Resolved)]
    [InlineData("for=1.1.1.1", "", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("", "P7=1", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("", "pLast=1", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("", "pé=1", ClientIpReason.EntryInvalid)]
    [InlineData("x= ", "P7=1", ClientIpReason.EntryInvalid)]
    [InlineData("P7=1", "x= ", ClientIpReason.EntryDuplicateParameter)]
    [InlineData("", "p7= ", ClientIpReason.EntryInvalid)]
    public void The_first_fault_is_named_among_any_number_of_parameters(string inFront, string atEnd, ClientIpReason expected)
    {
        foreach (var count in new[] { 9, 31, 32, 33, 511, 512, 513, 2000 })
        {
            var parameters = Enumerable.Range(0, count - 1).Select(i => $"p{i}=\"a;b\"").Append("PLAST=1").Append("for=192.0.2.60");
            var all = parameters.Prepend(inFront).Append(atEnd).Where(parameter => parameter.Length > 0);
            var reader = HeaderListReader.Forwarded(string.Join(";", all));

            Assert.Equal(expected, reader.Read(out _));
        }
    }

    [Fact]
    public void A_quoted_comma_does_not_part_elements_and_an_open_string_goes_on_in_the_line_before()
    {
        var reader = HeaderListReader.Forwarded(new StringValues(["for=1.1.1.1, for=2.2.2.2;ext=\"a", " ", "b\", for=3.3.3.3"]));
        Assert.Equal(ClientIpReason.Resolved, reader.Read(out var address));
        Assert.Equal(Ip.Parse("3.3.3.3"), address);
        Assert.Equal(ClientIpReason.Resolved, reader.Read(out address));
        Assert.Equal(Ip.Parse("2.2.2.2"), address);
        Assert.Equal(ClientIpReason.Resolved, reader.Read(out address));
        Assert.Equal(Ip.Parse("1.1.1.1"), address);
        Assert.Equal(ClientIpReason.ChainTooShort, reader.Read(out _));
    }

    [Fact]
    public void A_thirty_third_entry_is_not_read()
    {
        var reader = HeaderListReader.ForwardedFor(string.Join(",", Enumerable.Repeat("1.1.1.1", 33)));
        for (var entry = 0; entry < 32; entry++)
        {
            Assert.Equal(ClientIpReason.Resolved, reader.Read(out _));
        }

        Assert.Equal(ClientIpReason.TooManyEntries, reader.Read(out _));
        Assert.Equal(32, reader.EntriesRead);
    }

    [Fact]
    public void A_list_of_thirty_two_ends_as_too_short_not_as_too_long()
    {
        var reader = HeaderListReader.ForwardedFor(string.Join(",", Enumerable.Repeat("1.1.1.1", 32)));
        while (reader.Read(out _) == ClientIpReason.Resolved)
        {
        }

        Assert.Equal(ClientIpReason.ChainTooShort, reader.Read(out _));
    }
}
