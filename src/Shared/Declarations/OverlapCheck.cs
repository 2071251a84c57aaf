namespace ClientIpAnalyzers.Declarations;

/// <summary>Hops of one Via that share an address: which of the two an entry is would then be a matter of luck.</summary>
internal static class OverlapCheck
{
    public static void Run(CheckContext context)
    {
        foreach (var source in context.Sources)
        {
            for (var second = 1; second < source.Via.Count; second++)
            {
                for (var first = 0; first < second; first++)
                {
                    CheckPair(context, source, first, second);
                }
            }
        }
    }

    private static void CheckPair(CheckContext context, SourceDeclaration source, int first, int second)
    {
        var (outer, inner) = (ViaHop.Parse(source.Via[first]), ViaHop.Parse(source.Via[second]));
        if (context.FindHop(outer.Name) is not { } outerHop || context.FindHop(inner.Name) is not { } innerHop)
        {
            return;
        }

        var place = new ProblemPlace(source.AttributeIndex, nameof(source.Via), second);
        if (outerHop == innerHop)
        {
            context.Error(
                DiagnosticIds.OverlappingHops,
                place,
                $"The hop '{outer.Name}' stands twice in this Via: write '{outer.Name}+' once where several of its proxies are passed in a row, or declare a hop with ranges of its own for each place");
        }
        else if (Shared(context.SetOf(outerHop.Ranges), context.SetOf(innerHop.Ranges)) is { } shared)
        {
            context.Error(
                DiagnosticIds.OverlappingHops,
                place,
                $"Hops '{outer.Name}' and '{inner.Name}' of this Via both hold {shared}, so one can pose as the other: narrow one of the two");
        }
    }

    private static string? Shared(RangeSet left, RangeSet right)
    {
        var common = left.Addresses.Intersect(right.Addresses);
        if (!common.IsEmpty)
        {
            var (first, last) = common.Items[0];
            return first == last ? first.ToString() : $"{first} to {last}";
        }

        return left.HasUnixSocket && right.HasUnixSocket
            ? "'unix'"
            : left.ConfigurationKeys.FirstOrDefault(key => right.ConfigurationKeys.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } sameKey
                ? $"'config:{sameKey}'"
                : null;
    }
}
