using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// What a list of range strings stands for, as far as it is known at build time: what comes from configuration is
/// known by its key alone.
/// </summary>
internal sealed class RangeSet
{
    private RangeSet(
        AddressIntervals addresses,
        ImmutableArray<AddressRange> ranges,
        bool hasUnixSocket,
        ImmutableArray<string> configurationKeys,
        bool isReadable)
    {
        Addresses = addresses;
        Ranges = ranges;
        HasUnixSocket = hasUnixSocket;
        ConfigurationKeys = configurationKeys;
        IsReadable = isReadable;
    }

    public static RangeSet Empty { get; } = Of([], _ => null);

    /// <summary>The known addresses, sorted and merged.</summary>
    public AddressIntervals Addresses { get; }

    /// <summary>The known ranges, those of files included, in the order in which they are written.</summary>
    public ImmutableArray<AddressRange> Ranges { get; }

    public bool HasUnixSocket { get; }

    /// <summary>Each key once, without regard to case, in the order in which they are written.</summary>
    public ImmutableArray<string> ConfigurationKeys { get; }

    /// <summary>Whether every part could be read and every file was found.</summary>
    public bool IsReadable { get; }

    public bool IsEmpty => Ranges.IsEmpty && !HasUnixSocket && ConfigurationKeys.IsEmpty;

    /// <param name="files">The file that a <c>file:</c> path names; null where there is none.</param>
    public static RangeSet Of(IEnumerable<string> rangeStrings, Func<string, RangeFile?> files)
    {
        var ranges = ImmutableArray.CreateBuilder<AddressRange>();
        var keys = ImmutableArray.CreateBuilder<string>();
        var hasUnixSocket = false;
        var isReadable = true;
        foreach (var part in rangeStrings.SelectMany(text => RangeSpec.Parse(text)))
        {
            switch (part.Kind)
            {
                case RangePartKind.Range:
                    ranges.Add(part.Range);
                    break;
                case RangePartKind.UnixSocket:
                    hasUnixSocket = true;
                    break;
                case RangePartKind.Configuration:
                    if (!keys.Contains(part.Text, StringComparer.OrdinalIgnoreCase))
                    {
                        keys.Add(part.Text);
                    }

                    break;
                case RangePartKind.File when files(part.Text) is { Fault: null } file:
                    ranges.AddRange(file.Entries.Select(entry => entry.Range));
                    hasUnixSocket |= file.HasUnixSocket;
                    break;
                default:
                    isReadable = false;
                    break;
            }
        }

        return new RangeSet(AddressIntervals.Of(ranges), ranges.ToImmutable(), hasUnixSocket, keys.ToImmutable(), isReadable);
    }

    /// <summary>
    /// Whether every member of <paramref name="other"/>, but for the addresses in <paramref name="excluded"/>, is
    /// surely in this set, whatever configuration may hold.
    /// </summary>
    public bool SurelyCovers(RangeSet other, AddressIntervals excluded)
        => other.IsReadable
            && (HasUnixSocket || !other.HasUnixSocket)
            && other.ConfigurationKeys.All(key => ConfigurationKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
            && Addresses.Union(excluded).Covers(other.Addresses);
}
