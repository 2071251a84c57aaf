using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>
/// Whether code or a deployment file names the switch by which the host itself configures forwarded headers and takes
/// them into the pipeline.
/// </summary>
internal static class EnvironmentSwitch
{
    private const string Name = "FORWARDEDHEADERS_ENABLED";

    public static bool IsMentioned(Compilation compilation, ImmutableArray<AdditionalText> files)
        => files.Any(file => Mentions(file.GetText()?.ToString()))
            || compilation.SyntaxTrees.Any(tree => tree.GetRoot().DescendantTokens().Any(token
                => (token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)) && Mentions(token.ValueText)));

    private static bool Mentions(string? text) => text?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) >= 0;
}
