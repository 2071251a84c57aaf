namespace ClientIpAnalyzers.Declarations;

/// <summary>128 bits, IPv4 mapped, ordered as numbers.</summary>
internal readonly record struct Address(ulong High, ulong Low) : IComparable<Address>
{
    public static Address Max => new(ulong.MaxValue, ulong.MaxValue);

    public bool IsIPv4 => High == 0 && Low >> 32 == 0xFFFF;

    /// <summary>The address after this one; not to be asked of <see cref="Max"/>.</summary>
    public Address Next => Low == ulong.MaxValue ? new(High + 1, 0) : new(High, Low + 1);

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;

    public int CompareTo(Address other)
        => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public override string ToString() => AddressFormat.Format(this);
}

/// <summary>The addresses from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct AddressInterval(Address First, Address Last)
{
    public static AddressInterval Of(AddressRange range)
        => new(new(range.First.High, range.First.Low), new(range.Last.High, range.Last.Low));
}
