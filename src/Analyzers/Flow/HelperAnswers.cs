using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// What a helper of the compilation proves: a bool method by its answer, any other by coming back at all. Each is
/// looked at once; a helper that asks itself proves nothing by that.
/// </summary>
internal sealed class HelperAnswers(MemberAnalysis member)
{
    private readonly Dictionary<IMethodSymbol, Outcome> _answers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, GuardFacts> _returns = new(SymbolEqualityComparer.Default);

    public Outcome OfMethod(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_answers.TryGetValue(method, out var known))
        {
            return known;
        }

        _answers[method] = default;
        if (!method.ReturnType.IsAwaitableBoolean() || method.IsAbstract || !MayCheck(method))
        {
            return default;
        }

        var flow = method.MethodKind == MethodKind.LocalFunction
            ? member.Guards.FlowOfLocalFunction(method)
            : member.OfOther(method)?.Guards.FlowOfOwner();
        return _answers[method] = flow?.Answer() ?? default;
    }

    /// <summary><c>EnsureProxy(peer)</c>, which throws unless the peer is one.</summary>
    public GuardFacts OfReturn(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_returns.TryGetValue(method, out var known))
        {
            return known;
        }

        _returns[method] = GuardFacts.None;
        if (method.IsAbstract || method.MethodKind == MethodKind.LocalFunction || method.IsFromFramework() || !Throws(method) || !MayCheck(method))
        {
            return GuardFacts.None;
        }

        var facts = member.OfOther(method)?.Guards.FlowOfOwner()?.FactsAtExit() ?? GuardFacts.None;
        return _returns[method] = facts == GuardFacts.Unreachable ? GuardFacts.None : facts & GuardFacts.Checked;
    }

    /// <summary>A look at the text, so that few helpers are bound: it must compare something with the peer.</summary>
    private static bool MayCheck(IMethodSymbol method)
        => method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(name
            => name.Identifier.ValueText is "Peer" or "RemoteEndPoint" || Mentions(name.Identifier.ValueText)));

    private static bool Mentions(string name)
        => name.Contains("Address") || name.Contains("Remote") || name.Contains("Ip") || name.Contains("Proxy") || name.Contains("Proxied");

    private static bool Throws(IMethodSymbol method)
        => method.DeclaringSyntaxReferences.Any(reference
            => reference.GetSyntax().DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax));
}
