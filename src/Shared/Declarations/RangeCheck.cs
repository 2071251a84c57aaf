using System.Globalization;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Each range string by itself: can it be read, does it hold a whole family, are host bits set.</summary>
internal static class RangeCheck
{
    public static void Run(CheckContext context)
    {
        foreach (var hop in context.Hops)
        {
            CheckAll(context, hop.Ranges, hop.AttributeIndex, DeclarationNames.RangesParameter);
            if (hop.Ranges.Count == 0)
            {
                context.Error(
                    DiagnosticIds.UnreadableRange,
                    new ProblemPlace(hop.AttributeIndex),
                    $"Hop '{hop.Name}' has no ranges, so no proxy can ever be it: name them, or where they come from, as in 'config:ClientIp:{(hop.Name.Length > 0 ? hop.Name : "Hop")}'",
                    preventsEmission: true);
            }
        }

        foreach (var source in context.Sources)
        {
            CheckAll(context, source.Trust, source.AttributeIndex, nameof(source.Trust));
        }

        var settings = context.Settings;
        if (settings.IsComplete)
        {
            CheckAll(context, settings.InternalClients, settings.AttributeIndex, nameof(settings.InternalClients));
            CheckAll(context, settings.ProbeRanges, settings.AttributeIndex, nameof(settings.ProbeRanges));
        }
    }

    private static void CheckAll(CheckContext context, EquatableArray<string> rangeStrings, int attributeIndex, string argument)
    {
        var holdsFamily = false;
        for (var element = 0; element < rangeStrings.Count; element++)
        {
            var place = new ProblemPlace(attributeIndex, argument, element);
            foreach (var part in RangeSpec.Parse(rangeStrings[element]))
            {
                holdsFamily |= part.Kind switch
                {
                    RangePartKind.Range => CheckRange(context, place, part),
                    RangePartKind.File => CheckFile(context, place, part.Text),
                    RangePartKind.Unreadable => Unreadable(context, place, $"'{part.Text}' is no range: {part.Fault}"),
                    _ => false,
                };
            }
        }

        // 0.0.0.0/1 and 128.0.0.0/1 say the same as 0.0.0.0/0.
        if (!holdsFamily && FamilyIn(context.SetOf(rangeStrings).Addresses) is { } family)
        {
            context.Error(
                DiagnosticIds.WholeFamily,
                new ProblemPlace(attributeIndex, argument),
                $"These ranges together hold all of {family}, so anybody is taken for a proxy: list the ranges of your own proxies");
        }
    }

    private static bool CheckRange(CheckContext context, ProblemPlace place, RangePart part)
    {
        if (HoldsFamily(part.Range))
        {
            ReportFamily(context, place, $"'{part.Text}'");
            return true;
        }

        if (part.Range.HasHostBits)
        {
            var cleared = AddressFormat.Format(part.Range);
            context.Report(new DeclarationProblem(
                DiagnosticIds.HostBits,
                ProblemSeverity.Warning,
                place,
                HostBitsMessage($"'{part.Text}'", cleared),
                Correction: new TextCorrection(part.Offset, part.Text, cleared)));
        }

        return false;
    }

    /// <summary>Reports the first of each kind only: a file is mended as a whole, and may hold thousands.</summary>
    private static bool CheckFile(CheckContext context, ProblemPlace place, string path)
    {
        if (context.FindFile(path) is not { } file)
        {
            return Unreadable(
                context,
                place,
                $"There is no file '{path}' among the additional files of the project: put it under 'ranges/', or add <AdditionalFiles Include=\"{path}\" />");
        }

        if (file.Fault is { } fault)
        {
            return Unreadable(context, place, $"The file '{path}' cannot be read: {fault}");
        }

        foreach (var entry in file.Entries)
        {
            if (HoldsFamily(entry.Range))
            {
                ReportFamily(context, place, Describe(path, entry));
                return true;
            }
        }

        foreach (var entry in file.Entries)
        {
            if (entry.Range.HasHostBits)
            {
                context.Warn(DiagnosticIds.HostBits, place, HostBitsMessage(Describe(path, entry), AddressFormat.Format(entry.Range)));
                break;
            }
        }

        return false;
    }

    private static bool Unreadable(CheckContext context, ProblemPlace place, string message)
    {
        context.Error(DiagnosticIds.UnreadableRange, place, message, preventsEmission: true);
        return false;
    }

    private static void ReportFamily(CheckContext context, ProblemPlace place, string what)
        => context.Error(
            DiagnosticIds.WholeFamily,
            place,
            $"{what} holds all of IPv4 or IPv6, so anybody is taken for a proxy: list the ranges of your own proxies");

    private static string HostBitsMessage(string what, string cleared)
        => $"{what} has bits set beyond its prefix length, which are ignored: write '{cleared}' if that is the range you mean";

    private static string Describe(string path, RangeFileEntry entry)
        => $"'{entry.Text}' in line {entry.Line.ToString(CultureInfo.InvariantCulture)} of '{path}'";

    /// <summary>Every range that holds all of IPv6 holds the mapped addresses too, so one question answers for both.</summary>
    internal static bool HoldsFamily(AddressRange range) => range.Contains(new AddressRange(0, 0xFFFF_0000_0000, 96));

    internal static string? FamilyIn(AddressIntervals addresses)
        => addresses.Covers(AddressIntervals.AllIPv4) ? "IPv4"
            : addresses.Covers(AddressIntervals.AllIPv6) ? "IPv6"
            : null;
}
