using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Tests.Declarations;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("8.8.8.8", 0UL, 0xFFFF_0808_0808UL)]
    [InlineData("::ffff:8.8.8.8", 0UL, 0xFFFF_0808_0808UL)]
    [InlineData("::FFFF:808:808", 0UL, 0xFFFF_0808_0808UL)]
    [InlineData("0.0.0.0", 0UL, 0xFFFF_0000_0000UL)]
    [InlineData("::", 0UL, 0UL)]
    [InlineData("::1", 0UL, 1UL)]
    [InlineData("1::", 0x0001_0000_0000_0000UL, 0UL)]
    [InlineData("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004UL, 0x0005_0006_0007_0008UL)]
    [InlineData("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004UL, 0x0005_0006_0007_0000UL)]
    [InlineData("::2:3:4:5:6:7:8", 0x0000_0002_0003_0004UL, 0x0005_0006_0007_0008UL)]
    [InlineData("1:2:3:4:5:6:1.2.3.4", 0x0001_0002_0003_0004UL, 0x0005_0006_0102_0304UL)]
    [InlineData("64:ff9b::192.0.2.1", 0x0064_ff9b_0000_0000UL, 0xC000_0201UL)]
    public void Addresses_are_read(string text, ulong high, ulong low)
    {
        Assert.True(AddressText.TryParse(text, out var actualHigh, out var actualLow));
        Assert.Equal((high, low), (actualHigh, actualLow));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 8.8.8.8")]
    [InlineData("8.8.8")]
    [InlineData("8.8.8.8.8")]
    [InlineData("8.8.8.")]
    [InlineData("08.8.8.8")]
    [InlineData("0x8.8.8.8")]
    [InlineData("256.0.0.1")]
    [InlineData("8.8.8.8:80")]
    [InlineData("١.1.1.1")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData(":1")]
    [InlineData("1:")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("::1.2.3.04")]
    [InlineData("1.2.3.4::")]
    [InlineData("fe80::1%1")]
    [InlineData("[::1]")]
    [InlineData("g::")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.False(AddressText.TryParse(text, out var high, out var low));
        Assert.Equal((0UL, 0UL), (high, low));
    }

    [Fact]
    public void Random_text_is_read_as_the_framework_reads_it_where_that_is_strict()
    {
        string[] pieces = [":", "::", ".", "0", "1", "ffff", "fffff", "abcd", "255", "256", "01", "10", "1.2.3.4", "g", ":0:"];
        var random = new Random(1);
        for (var round = 0; round < 100_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 17)).Select(_ => pieces[random.Next(pieces.Length)]));
            var expected = IPAddress.TryParse(text, out var address)
                && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);
            Assert.True(expected == AddressText.TryParse(text, out var high, out var low), text);
            if (expected)
            {
                var bytes = address!.MapToIPv6().GetAddressBytes();
                Assert.Equal(BinaryPrimitives.ReadUInt64BigEndian(bytes), high);
                Assert.Equal(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)), low);
            }
        }
    }

    [Theory]
    [InlineData("10.20.30.40/8", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false)]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8", false)]
    [InlineData("10.0.0.1", "10.0.0.1", false)]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", false)]
    [InlineData("::/0", "::/0", false)]
    [InlineData("2001:db8::1/32", "2001:db8::/32", true)]
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", false)]
    [InlineData("1:0:0:2::/64", "1:0:0:2::/64", false)]
    [InlineData("::ffff:10.0.0.0/8", "::/8", true)]
    public void Ranges_are_read_and_written(string text, string written, bool hasHostBits)
    {
        Assert.True(RangeText.TryParse(text, out var range));
        Assert.Equal(written, AddressFormat.Format(range));
        Assert.Equal(hasHostBits, range.HasHostBits);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("::/129")]
    [InlineData("::/0128")]
    [InlineData("::/0/0")]
    [InlineData("/8")]
    public void What_is_no_range_is_refused(string text) => Assert.False(RangeText.TryParse(text, out _));

    [Fact]
    public void Membership_agrees_with_one_bit_at_a_time()
    {
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            var (high, low) = ((ulong)random.NextInt64(), (ulong)random.NextInt64());
            var length = random.Next(129);
            var range = new AddressRange(high, low, length);
            var flipped = random.Next(128);
            var (otherHigh, otherLow) = flipped < 64 ? (high ^ (1UL << (63 - flipped)), low) : (high, low ^ (1UL << (127 - flipped)));
            Assert.True(range.Contains(high, low));
            Assert.Equal(flipped >= length, range.Contains(otherHigh, otherLow));
            Assert.True(range.Contains(range.First.High, range.First.Low) && range.Contains(range.Last.High, range.Last.Low));
        }
    }
}
