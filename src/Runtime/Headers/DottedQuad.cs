using System.Runtime.CompilerServices;

namespace ClientIpAnalyzers.Headers;

/// <summary>
/// Reads the last entry of a list where it is plain IPv4, without looking for its ends first. It takes what
/// <see cref="AddressText.TryParseIPv4"/> takes of an entry that has padding before it at most; everything else is
/// for <see cref="AddressEntry"/>.
/// </summary>
/// <remarks>
/// Nearly every entry is one, and reading them is most of what resolving takes: what stands before a digit is
/// compared with a dot first, because that is what it nearly always is.
/// </remarks>
internal static class DottedQuad
{
    /// <summary>Where the last octet of <c>0.0.0.0</c> stands: before it there is no room for an address.</summary>
    private const int LastIndexOfShortest = 6;

    /// <param name="line">A line of the list.</param>
    /// <param name="end">Where what is left of the line ends.</param>
    /// <param name="address">The 32 bits, the first octet in the highest.</param>
    /// <param name="comma">Where the comma before the entry is; -1 where the entry is the line's first.</param>
    public static bool TryReadLast(ReadOnlySpan<char> line, int end, out uint address, out int comma)
    {
        comma = -1;
        address = 0;
        var bits = 0u;
        var index = end - 1;
        if (index < LastIndexOfShortest
            || index >= line.Length
            || !TryReadOctetAfterDot(line, ref index, ref bits)
            || !TryReadOctetAfterDot(line, ref index, ref bits)
            || !TryReadOctetAfterDot(line, ref index, ref bits)
            || !TryReadFirstOctet(line, ref index, ref bits))
        {
            return false;
        }

        address = bits;
        for (; (uint)index < (uint)line.Length; index--)
        {
            if (line[index] == ',')
            {
                comma = index;
                return true;
            }

            // Of a fourth digit, too, nobody says that it ends here.
            if (line[index] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads an octet that ends at an index, and the dot before it; moves the index before both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadOctetAfterDot(ReadOnlySpan<char> line, ref int index, ref uint bits)
    {
        // Another octet stands before the dot.
        if (index < 2)
        {
            return false;
        }

        var octet = Digit(line[index]);
        if (octet > 9)
        {
            return false;
        }

        var before = line[index - 1];
        index -= 2;
        if (before != '.')
        {
            var tens = Digit(before);
            if (tens > 9)
            {
                return false;
            }

            octet += tens * 10;
            before = line[index--];
            if (before != '.')
            {
                octet += Digit(before) * 100;
                if (before is not ('1' or '2') || octet > 255 || (uint)index >= (uint)line.Length || line[index--] != '.')
                {
                    return false;
                }
            }
            else if (tens == 0)
            {
                // No octet but 0 itself begins with 0.
                return false;
            }
        }

        bits = (bits >> 8) | (octet << 24);
        return true;
    }

    /// <summary>Reads an octet of up to three digits that ends at an index, and moves the index before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadFirstOctet(ReadOnlySpan<char> line, ref int index, ref uint bits)
    {
        var octet = DigitAt(line, index--);
        if (octet > 9)
        {
            return false;
        }

        var tens = DigitAt(line, index);
        if (tens <= 9)
        {
            octet += tens * 10;
            var hundreds = DigitAt(line, --index);
            if (hundreds <= 9)
            {
                index--;
                octet += hundreds * 100;
                if (hundreds == 0 || octet > 255)
                {
                    return false;
                }
            }
            else if (tens == 0)
            {
                return false;
            }
        }

        bits = (bits >> 8) | (octet << 24);
        return true;
    }

    /// <summary>The digit's value; more than 9 where there is none.</summary>
    private static uint DigitAt(ReadOnlySpan<char> line, int index)
        => (uint)index < (uint)line.Length ? Digit(line[index]) : uint.MaxValue;

    private static uint Digit(char character) => (uint)character - '0';
}
