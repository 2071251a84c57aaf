using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>The statements of one block that change the lists of trusted proxies.</summary>
internal static class TrustedListStatements
{
    public const string Comment = "Only this machine is trusted: add the ranges of the proxies to the list of known networks.";

    public static IEnumerable<ExpressionStatementSyntax> ClearsAround(SyntaxNode place)
        => StatementsAround(place).Where(statement => IsCallOf(statement, "Clear"));

    public static IEnumerable<ExpressionStatementSyntax> AdditionsAround(SyntaxNode place)
        => StatementsAround(place).Where(statement => IsCallOf(statement, "Add"));

    private static IEnumerable<ExpressionStatementSyntax> StatementsAround(SyntaxNode place)
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                case BlockSyntax block:
                    return block.Statements.OfType<ExpressionStatementSyntax>();
                case SwitchSectionSyntax section:
                    return section.Statements.OfType<ExpressionStatementSyntax>();
                case CompilationUnitSyntax unit:
                    return unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement).OfType<ExpressionStatementSyntax>();
            }
        }

        return [];
    }

    private static bool IsCallOf(ExpressionStatementSyntax statement, string name)
        => statement.Expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } call
            && call.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
                _ => null,
            } == name
            && statement.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier
                => identifier.Identifier.ValueText is "KnownProxies" or "KnownNetworks" or "KnownIPNetworks");
}
