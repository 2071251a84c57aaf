using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ClientIpAnalyzers.Runtime.Tests.Addresses;

public class IpTests
{
    [Theory]
    [InlineData("::", "::")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::ffff:8.8.8.8", "8.8.8.8")]
    [InlineData("::FFFF:808:808", "8.8.8.8")]
    [InlineData("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("64:ff9b::188.0.2.128", "64:ff9b::bc00:280")]
    [InlineData("1::", "1::")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    public void Text_is_written_as_RFC_5952_says(string text, string expected)
        => Assert.Equal(expected, Ip.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("01.2.3.4")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("127.1")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4 ")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3.٤")]
    [InlineData("::1%lo")]
    [InlineData("[::1]")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1::2::3")]
    [InlineData(":::")]
    [InlineData("12345::")]
    [InlineData(":1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("::1.2.3")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:5")]
    public void Anything_but_one_strict_address_is_refused(string text)
    {
        Assert.False(Ip.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Ip.Parse(text));
    }

    [Fact]
    public void Text_and_bytes_and_IPAddress_agree_with_the_framework_for_every_address()
        => Gen.Byte.Array[16].Sample(bytes =>
        {
            // Many zero groups, so that runs of them are met.
            for (var index = 0; index < 16; index += 2)
            {
                if ((bytes[index] & 1) == 0)
                {
                    bytes[index] = bytes[index + 1] = 0;
                }
            }

            var framework = new IPAddress(bytes);
            var address = Ip.FromIPAddress(framework);
            var text = address.ToString();
            Assert.Equal(address, Ip.Parse(text));
            Assert.Equal(address, Ip.Parse(Encoding.UTF8.GetBytes(text), null));
            Assert.Equal(address, Ip.FromIPAddress(IPAddress.Parse(text)));
            Assert.Equal(address, Ip.FromIPAddress(address.ToIPAddress()));
            if (!framework.IsIPv4MappedToIPv6 && !text.Contains('.', StringComparison.Ordinal) && !framework.ToString().Contains('.', StringComparison.Ordinal))
            {
                Assert.Equal(framework.ToString(), text);
            }
        });

    [Fact]
    public void No_text_makes_the_reader_throw_or_accept_what_the_framework_refuses()
        => Gen.Char["0123456789abcdefABCDEF:.:.%[] x٤"].Array[0, 46].Sample(characters =>
        {
            var text = new string(characters);
            if (Ip.TryParse(text, out var address))
            {
                Assert.Equal(Ip.FromIPAddress(IPAddress.Parse(text)), address);
            }
        }, iter: 200_000);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("192.0.0.9", true)]
    [InlineData("192.0.0.8", false)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("64:ff9b::1", true)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("2002::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("224.0.0.1", false)]
    public void What_is_global_follows_the_IANA_registries(string text, bool expected)
        => Assert.Equal(expected, Ip.Parse(text).IsGlobal);

    [Fact]
    public void The_default_is_the_unspecified_IPv6_address()
    {
        Assert.Equal("::", default(Ip).ToString());
        Assert.True(default(Ip).IsUnspecified);
        Assert.True(Ip.Parse("0.0.0.0").IsUnspecified);
        Assert.False(Ip.Parse("1::").IsUnspecified);
        Assert.False(new Ip(1, 0xFFFF_0000_0000).IsUnspecified);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::")]
    public void Anonymizing_clears_the_bits_beyond_the_prefix(string text, string expected)
        => Assert.Equal(expected, Ip.Parse(text).Anonymize().ToString());

    [Fact]
    public void JSON_holds_an_address_as_text()
    {
        Assert.Equal("\"2001:db8::1\"", JsonSerializer.Serialize(Ip.Parse("2001:db8::1")));
        Assert.Equal(Ip.Parse("8.8.8.8"), JsonSerializer.Deserialize<Ip>("\"8.8.8.8\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Ip>("\"127.1\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Ip>("1"));
    }

    [Fact]
    public void An_answer_is_written_to_JSON_and_never_read()
    {
        Assert.Equal(
            """{"address":null,"reason":"NotResolved","peer":null,"vouched":null}""",
            JsonSerializer.Serialize(default(ClientIp)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClientIp>("\"8.8.8.8\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClientIp>("{}"));
    }
}
