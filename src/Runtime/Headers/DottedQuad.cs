using System.Runtime.CompilerServices;

namespace ClientIpAnalyzers.Headers;

/// <summary>
/// Reads the last entry of a list where it is plain IPv4, without looking for its ends first. It takes what
/// <see cref="AddressText.TryParseIPv4"/> takes of a trimmed entry; everything else is for <see cref="AddressEntry"/>.
/// </summary>
internal static class DottedQuad
{
    /// <param name="list">What is left of a line of the list.</param>
    /// <param name="address">The 32 bits, the first octet in the highest.</param>
    /// <param name="start">Where the entry starts in the list: after a comma, or 0.</param>
    public static bool TryReadLast(ReadOnlySpan<char> list, out uint address, out int start)
    {
        address = 0;
        start = 0;
        var index = SkipPadding(list, list.Length - 1);
        for (var shift = 0; shift <= 24; shift += 8)
        {
            if (shift != 0 && ((uint)index >= (uint)list.Length || list[index--] != '.'))
            {
                return false;
            }

            if (!TryReadOctet(list, ref index, out var octet))
            {
                return false;
            }

            address |= octet << shift;
        }

        // A fourth digit of the first octet stands here as well, and is no comma.
        index = SkipPadding(list, index);
        start = index + 1;
        return index < 0 || list[index] == ',';
    }

    /// <summary>Reads up to three digits that end at an index, and moves it before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadOctet(ReadOnlySpan<char> list, ref int index, out uint octet)
    {
        octet = DigitAt(list, index);
        if (octet > 9)
        {
            return false;
        }

        var tens = DigitAt(list, --index);
        if (tens > 9)
        {
            return true;
        }

        octet += tens * 10;
        var hundreds = DigitAt(list, --index);
        if (hundreds > 9)
        {
            // No octet but 0 itself begins with 0.
            return tens != 0;
        }

        index--;
        octet += hundreds * 100;
        return hundreds != 0 && octet <= 255;
    }

    /// <summary>The digit's value; more than 9 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint DigitAt(ReadOnlySpan<char> list, int index)
        => (uint)index < (uint)list.Length ? (uint)list[index] - '0' : uint.MaxValue;

    private static int SkipPadding(ReadOnlySpan<char> list, int index)
    {
        while ((uint)index < (uint)list.Length && list[index] is ' ' or '\t')
        {
            index--;
        }

        return index;
    }
}
