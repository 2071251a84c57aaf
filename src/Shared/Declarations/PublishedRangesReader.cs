using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// Finds the ranges in the JSON that providers publish: a member with a known name (AWS <c>ip_prefix</c>, Google
/// <c>ipv4Prefix</c>, Azure <c>addressPrefixes</c>, Cloudflare <c>ipv4_cidrs</c>, Fastly <c>addresses</c>), and any
/// array of ranges, as GitHub has them under the name of each service.
/// </summary>
/// <remarks>
/// An array that holds a range must hold nothing but ranges. One that holds none, such as a list of keys or domain
/// names beside them, is passed over.
/// </remarks>
internal sealed class PublishedRangesReader(string text, int start)
{
    /// <summary>Published files are at most four deep; what is deeper is no such file, and must not exhaust the stack.</summary>
    private const int MaxDepth = 32;

    private static readonly HashSet<string> RangeMembers = new(StringComparer.Ordinal)
    {
        "ip_prefix", "ipv6_prefix", "ipv4Prefix", "ipv6Prefix", "cidr",
        "addressPrefixes", "ipv4_cidrs", "ipv6_cidrs", "jdcloud_cidrs", "addresses", "ipv6_addresses", "cidrs",
    };

    private readonly ImmutableArray<RangeFileEntry>.Builder _entries = ImmutableArray.CreateBuilder<RangeFileEntry>();
    private readonly JsonText _json = new(text, start);

    public string Fault { get; private set; } = "";

    public int Line => _json.Line;

    public bool TryRead(out ImmutableArray<RangeFileEntry> entries)
    {
        var isRead = ReadValue(member: "", depth: 0) && ReadEnd();
        entries = isRead ? _entries.ToImmutable() : ImmutableArray<RangeFileEntry>.Empty;
        return isRead;
    }

    private bool ReadEnd() => _json.AtEnd || Fail("something follows the end of the JSON");

    private bool ReadValue(string member, int depth)
    {
        switch (_json.Peek())
        {
            case '{':
                return depth < MaxDepth ? ReadObject(depth) : Fail("the JSON is nested too deeply");
            case '[':
                return depth < MaxDepth ? ReadArray(member, depth) : Fail("the JSON is nested too deeply");
            case '"':
                return ReadString(out var value) && (!RangeMembers.Contains(member) || AddRange(value));
            default:
                return _json.SkipLiteral() || Fail("this is no JSON value");
        }
    }

    private bool ReadObject(int depth)
    {
        _json.Skip('{');
        if (_json.Skip('}'))
        {
            return true;
        }

        do
        {
            if (_json.Peek() != '"')
            {
                return Fail("a member name in double quotes is missing");
            }

            if (!ReadString(out var member))
            {
                return false;
            }

            if (!_json.Skip(':'))
            {
                return Fail("a ':' is missing after a member name");
            }

            if (!ReadValue(member, depth + 1))
            {
                return false;
            }
        }
        while (_json.Skip(','));

        return _json.Skip('}') || Fail("a ',' or '}' is missing");
    }

    private bool ReadArray(string member, int depth)
    {
        _json.Skip('[');
        if (_json.Skip(']'))
        {
            return true;
        }

        var mustBeRanges = RangeMembers.Contains(member);
        string? firstOther = null;
        var firstOtherLine = 0;
        var holdsRange = false;
        do
        {
            if (_json.Peek() != '"')
            {
                if (!ReadValue(member: "", depth + 1))
                {
                    return false;
                }

                continue;
            }

            if (!ReadString(out var value))
            {
                return false;
            }

            if (RangeText.TryParse(value.AsSpan(), out var range))
            {
                _entries.Add(new RangeFileEntry(range, value, _json.Line));
                holdsRange = true;
            }
            else
            {
                (firstOther, firstOtherLine) = firstOther is null ? (value, _json.Line) : (firstOther, firstOtherLine);
            }
        }
        while (_json.Skip(','));

        if (!_json.Skip(']'))
        {
            return Fail("a ',' or ']' is missing");
        }

        if (firstOther is not null && (mustBeRanges || holdsRange))
        {
            _json.Line = firstOtherLine;
            return NoRange(firstOther);
        }

        return true;
    }

    private bool ReadString(out string value)
        => _json.TryReadString(out value) || Fail("a string is not ended, or holds an escape that JSON does not know");

    private bool AddRange(string value)
    {
        if (!RangeText.TryParse(value.AsSpan(), out var range))
        {
            return NoRange(value);
        }

        _entries.Add(new RangeFileEntry(range, value, _json.Line));
        return true;
    }

    private bool NoRange(string value) => Fail($"'{value}' is no range: {RangeFault.Explain(value)}");

    private bool Fail(string fault)
    {
        // The innermost fault is the one at the right line; those around it only pass it on.
        if (Fault.Length == 0)
        {
            Fault = fault;
        }

        return false;
    }
}
