namespace ClientIpAnalyzers;

/// <summary>
/// The one strict reading of an address in text, used alike by the compiler components and at run time: four decimal
/// octets without leading zeros, or RFC 4291, section 2.2, whose dotted tail follows the same rule. No port, no
/// brackets, no scope id, no surrounding white space.
/// </summary>
internal static class AddressText
{
    /// <summary>The length of <c>ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255</c>, the longest address.</summary>
    public const int MaxLength = 45;

    /// <summary>Where an IPv4 address starts in the low half of its mapped form, <c>::ffff:a.b.c.d</c>.</summary>
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    private const int GroupCount = 8;
    private const uint NoDigit = 16;

    /// <summary>
    /// Reads an address into 128 bits, IPv4 in its mapped form: <c>8.8.8.8</c> and <c>::ffff:8.8.8.8</c> are one
    /// address. Both halves are zero where the text is none.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ulong high, out ulong low)
    {
        // IPv6 text fails the IPv4 reading at its first colon, four characters in at the latest.
        if (TryParseIPv4(text, out var ipv4))
        {
            high = 0;
            low = MappedPrefix | ipv4;
            return true;
        }

        return TryParseIPv6(text, out high, out low);
    }

    /// <summary>Reads <c>a.b.c.d</c> into 32 bits, the first octet in the highest.</summary>
    public static bool TryParseIPv4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        uint bits = 0;
        uint octet = 0;
        var digits = 0;
        var dots = 0;

        foreach (var character in text)
        {
            var digit = (uint)character - '0';
            if (digit <= 9)
            {
                // A zero in front would be octal to some readers of the same text, so nobody gets to read it.
                if (digits > 0 && octet == 0)
                {
                    return false;
                }

                octet = (octet * 10) + digit;
                digits++;
                if (octet > 255)
                {
                    return false;
                }
            }
            else if (character == '.' && digits > 0 && dots < 3)
            {
                bits = (bits << 8) | octet;
                octet = 0;
                digits = 0;
                dots++;
            }
            else
            {
                return false;
            }
        }

        if (dots != 3 || digits == 0)
        {
            return false;
        }

        address = (bits << 8) | octet;
        return true;
    }

    private static bool TryParseIPv6(ReadOnlySpan<char> text, out ulong high, out ulong low)
    {
        high = 0;
        low = 0;
        if (text.Length is < 2 or > MaxLength)
        {
            return false;
        }

        // The groups since the start or since "::", shifted in from the right; those before "::" wait in head.
        ulong upper = 0, lower = 0;
        ulong headUpper = 0, headLower = 0;
        var groups = 0;
        var gap = -1;
        var position = 0;

        if (text[0] == ':')
        {
            if (text[1] != ':')
            {
                return false;
            }

            gap = 0;
            position = 2;
        }

        while (position < text.Length)
        {
            var start = position;
            uint group = 0;
            for (; position < text.Length; position++)
            {
                var digit = HexDigit(text[position]);
                if (digit == NoDigit)
                {
                    break;
                }

                if (position - start == 4)
                {
                    return false;
                }

                group = (group << 4) | digit;
            }

            if (position < text.Length && text[position] == '.')
            {
                if (!TryParseIPv4(text.Slice(start), out var tail))
                {
                    return false;
                }

                upper = (upper << 32) | (lower >> 32);
                lower = (lower << 32) | tail;
                groups += 2;
                break;
            }

            if (position == start || groups == GroupCount)
            {
                return false;
            }

            upper = (upper << 16) | (lower >> 48);
            lower = (lower << 16) | group;
            groups++;

            if (position == text.Length)
            {
                break;
            }

            // A colon must be followed by something: another group, or the second colon of "::".
            if (text[position] != ':' || ++position == text.Length)
            {
                return false;
            }

            if (text[position] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = groups;
                (headUpper, headLower) = (upper, lower);
                (upper, lower) = (0, 0);
                position++;
            }
        }

        if (gap < 0)
        {
            if (groups != GroupCount)
            {
                return false;
            }

            (high, low) = (upper, lower);
            return true;
        }

        // "::" stands for at least one group of zeros.
        if (groups >= GroupCount)
        {
            return false;
        }

        Prepend(headUpper, headLower, gap, ref upper, ref lower);
        (high, low) = (upper, lower);
        return true;
    }

    /// <summary>Puts the groups before "::" at the left end of the 128 bits that end in those after it.</summary>
    private static void Prepend(ulong headUpper, ulong headLower, int headGroups, ref ulong upper, ref ulong lower)
    {
        // Nothing before "::" would ask for a shift by 128; a head of up to four groups is all in its lower half.
        if (headGroups == 0)
        {
            return;
        }

        var shift = (GroupCount - headGroups) * 16;
        if (shift >= 64)
        {
            upper |= headLower << (shift - 64);
        }
        else
        {
            upper |= (headUpper << shift) | (headLower >> (64 - shift));
            lower |= headLower << shift;
        }
    }

    private static uint HexDigit(char character)
    {
        var digit = (uint)character - '0';
        if (digit <= 9)
        {
            return digit;
        }

        // The bit that tells lower case from upper; it moves nothing else into a to f.
        var letter = ((uint)character | 0x20) - 'a';
        return letter <= 5 ? letter + 10 : NoDigit;
    }
}
