using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Tests.Declarations;

public sealed class AddressIntervalsTests
{
    [Fact]
    public void Set_questions_agree_with_sets_of_single_addresses()
    {
        // All in one /120, beside the ends of the space, so that every answer can be counted.
        var random = new Random(3);
        var universe = Enumerable.Range(0, 256).SelectMany(last => new[] { new Address(0, (ulong)last), new Address(ulong.MaxValue, ulong.MaxValue - 255 + (ulong)last) }).ToList();
        for (var round = 0; round < 2_000; round++)
        {
            var (left, right) = (Ranges(), Ranges());
            var (a, b) = (AddressIntervals.Of(left), AddressIntervals.Of(right));
            var (x, y) = (Members(left), Members(right));
            Assert.Equal(y.IsSubsetOf(x), a.Covers(b));
            Assert.Equal(x.Intersect(y).Order(), Listed(a.Intersect(b)));
            Assert.Equal(x.Union(y).Order(), Listed(a.Union(b)));
            Assert.Equal(x.Except(y).Order(), Listed(a.Except(b)));
        }

        List<AddressRange> Ranges()
            => [.. Enumerable.Range(0, random.Next(5)).Select(_ =>
            {
                var address = universe[random.Next(universe.Count)];
                return new AddressRange(address.High, address.Low, random.Next(120, 129));
            })];

        HashSet<Address> Members(List<AddressRange> ranges)
            => [.. universe.Where(address => ranges.Any(range => range.Contains(address.High, address.Low)))];

        IEnumerable<Address> Listed(AddressIntervals intervals)
            => universe.Where(address => intervals.Items.Any(item => item.First <= address && address <= item.Last)).Order();
    }

    [Fact]
    public void Intervals_that_touch_are_one()
    {
        var halves = AddressIntervals.Of([Range("128.0.0.0/1"), Range("0.0.0.0/1")]);
        Assert.Equal(AddressIntervals.AllIPv4.Items, halves.Items);
        Assert.True(AddressIntervals.Everything.Covers(AddressIntervals.AllIPv6));
        Assert.False(AddressIntervals.AllIPv6.Covers(AddressIntervals.AllIPv4));
        Assert.Equal(AddressIntervals.Everything.Items, AddressIntervals.AllIPv6.Union(AddressIntervals.AllIPv4).Items);
        Assert.True(AddressIntervals.Everything.Except(AddressIntervals.Everything).IsEmpty);
    }

    private static AddressRange Range(string text) => RangeText.TryParse(text, out var range) ? range : default;
}
