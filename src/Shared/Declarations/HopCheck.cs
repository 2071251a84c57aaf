namespace ClientIpAnalyzers.Declarations;

/// <summary>The names of hops: each is declared once, and used.</summary>
internal static class HopCheck
{
    public static void Run(CheckContext context)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in context.Sources)
        {
            for (var element = 0; element < source.Via.Count; element++)
            {
                var name = ViaHop.Parse(source.Via[element]).Name;
                used.Add(name);

                // The hop may be the one that is just being typed.
                if (context.FindHop(name) is null && context.Hops.Length == context.Declaration.Hops.Count)
                {
                    context.Error(
                        DiagnosticIds.HopName,
                        new ProblemPlace(source.AttributeIndex, nameof(source.Via), element),
                        $"No [TrustedHop] here declares the hop '{name}': {Advise(context, name)}",
                        preventsEmission: true);
                }
            }
        }

        foreach (var hop in context.Hops)
        {
            var place = new ProblemPlace(hop.AttributeIndex, DeclarationNames.NameParameter);
            if (hop.Name.Trim().Length == 0 || hop.Name.EndsWith("+", StringComparison.Ordinal))
            {
                context.Error(
                    DiagnosticIds.HopName,
                    place,
                    $"'{hop.Name}' cannot be the name of a hop: write a short name such as 'alb'; a '+' belongs to its use in Via",
                    preventsEmission: true);
            }
            else if (!ReferenceEquals(context.FindHop(hop.Name), hop))
            {
                context.Error(
                    DiagnosticIds.HopName,
                    place,
                    $"The hop '{hop.Name}' is declared twice: write all its ranges in one [TrustedHop]",
                    preventsEmission: true);
            }
            else if (context.IsComplete && context.Sources.Length > 0 && !used.Contains(hop.Name))
            {
                context.Warn(
                    DiagnosticIds.HopName,
                    place,
                    $"No Via names the hop '{hop.Name}', so nothing is verified by it: add it to the Via of a source, or remove it");
            }
        }
    }

    private static string Advise(CheckContext context, string name)
    {
        if (context.Hops.IsEmpty)
        {
            return $"add [TrustedHop(\"{name}\", ...)] with its ranges";
        }

        // Names are compared exactly, so the likeliest mistake is one of case.
        var alike = context.Hops.FirstOrDefault(hop => hop.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return alike is not null
            ? $"write '{alike.Name}'"
            : $"add it, or write one of {string.Join(", ", context.Hops.Select(hop => "'" + hop.Name + "'").Distinct())}";
    }
}
