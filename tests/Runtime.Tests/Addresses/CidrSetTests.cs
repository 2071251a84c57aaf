using CsCheck;

namespace ClientIpAnalyzers.Runtime.Tests.Addresses;

public class CidrSetTests
{
    [Fact]
    public void Membership_agrees_with_a_bit_by_bit_reference_for_every_prefix_length_of_both_families()
    {
        var random = new Random(1);
        for (var length = 0; length <= 128; length++)
        {
            for (var round = 0; round < 40; round++)
            {
                var network = new Ip((ulong)random.NextInt64(), (ulong)random.NextInt64());
                CheckAround(network, length, bits: 128);
                if (length <= 32)
                {
                    CheckAround(new Ip(0, 0xFFFF_0000_0000UL | (uint)random.NextInt64()), length, bits: 32);
                }
            }
        }

        static void CheckAround(Ip network, int length, int bits)
        {
            var range = new Cidr(network, length);
            var set = new CidrSet([range]);
            for (var flip = 128 - bits; flip < 128; flip++)
            {
                var address = flip < 64
                    ? new Ip(network.High ^ (1UL << (63 - flip)), network.Low)
                    : new Ip(network.High, network.Low ^ (1UL << (127 - flip)));
                var expected = ReferenceContains(network, address, 128 - bits + length);
                Assert.Equal(expected, range.Contains(address));
                Assert.Equal(expected, set.Contains(address));
            }
        }
    }

    [Fact]
    public void A_set_of_any_size_holds_what_one_of_its_ranges_holds()
    {
        var genAddress = Gen.Select(Gen.OneOf(Gen.Const(0UL), Gen.Const(0x20010DB800000000UL), Gen.ULong), Gen.OneOf(Gen.UInt[0, 1 << 12].Select(low => 0xFFFF_0000_0000UL | low), Gen.ULong))
            .Select((high, low) => new Ip(high, low));
        var genRange = Gen.Select(genAddress, Gen.Int[0, 128])
            .Select((address, length) => new Cidr(address, Math.Min(length, address.IsIPv4 ? 32 : 128)))
            .Where(range => range.PrefixLength > 4);
        Gen.Select(genRange.Array[0, 60], genAddress.Array[30]).Sample((ranges, addresses) =>
        {
            var set = new CidrSet(ranges);
            foreach (var address in addresses.Concat(ranges.Select(range => range.Network)).Concat(ranges.Select(range => range.Last)))
            {
                Assert.Equal(ranges.Any(range => range.Contains(address)), set.Contains(address));
            }
        });
    }

    [Theory]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3", true)]
    [InlineData("2001:db8::/36", "::ffff:9.9.9.9", false)]
    [InlineData("::/64", "9.9.9.9", true)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("10.0.0.9/8", "10.255.0.1", true)]
    public void IPv4_and_its_mapped_form_are_one_address_in_ranges_too(string range, string address, bool expected)
        => Assert.Equal(expected, CidrSet.Parse(range).Contains(Ip.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("2001:db8::/129")]
    [InlineData("[2001:db8::]/32")]
    [InlineData("10.0.0.1:80")]
    [InlineData("example.com")]
    [InlineData("")]
    public void A_range_that_cannot_be_read_is_named_in_the_message(string text)
    {
        var exception = Assert.Throws<FormatException>(() => CidrSet.Parse("10.0.0.0/8," + text));
        Assert.Contains($"'{text}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_peer_without_an_address_is_a_member_where_the_set_holds_unix()
    {
        Assert.True(CidrSet.Parse("unix, 10.0.0.0/8").ContainsPeer(null));
        Assert.False(CidrSet.Parse("10.0.0.0/8").ContainsPeer(null));
        Assert.Equal("10.0.0.0/8,unix", CidrSet.Parse("unix, 10.0.0.0/8").ToString());
    }

    private static bool ReferenceContains(Ip network, Ip address, int prefixBits)
    {
        for (var bit = 0; bit < prefixBits; bit++)
        {
            var (one, other) = bit < 64
                ? (network.High >> (63 - bit), address.High >> (63 - bit))
                : (network.Low >> (127 - bit), address.Low >> (127 - bit));
            if (((one ^ other) & 1) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
