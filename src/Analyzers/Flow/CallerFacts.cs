using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// What holds at every call of a private method, which is what it starts with: <c>if (IsTrusted(peer)) { Apply(context); }</c>
/// guards the reads in <c>Apply</c>.
/// </summary>
internal sealed class CallerFacts(MemberAnalysis member)
{
    private const int MaxMembers = 64;

    private bool _asked;
    private GuardFacts _facts;

    public GuardFacts Find()
    {
        if (_asked)
        {
            return _facts;
        }

        // A method that calls itself adds nothing to what its other callers know.
        _asked = true;
        return _facts = member.Body.Owner is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } method
            ? AtEveryCall(method.OriginalDefinition)
            : GuardFacts.None;
    }

    private GuardFacts AtEveryCall(IMethodSymbol method)
    {
        var facts = GuardFacts.Unreachable;
        var isCalled = false;
        foreach (var caller in CallersOf(method, member.Facts.Sources).Take(MaxMembers))
        {
            if (caller is not null && SymbolEqualityComparer.Default.Equals(caller, method))
            {
                continue;
            }

            if (caller is null || member.OfOther(caller) is not { } other)
            {
                return GuardFacts.None;
            }

            foreach (var use in other.Body.Operations)
            {
                var target = use switch
                {
                    IInvocationOperation call => call.TargetMethod,
                    IMethodReferenceOperation reference => reference.Method,
                    _ => null,
                };
                if (SymbolEqualityComparer.Default.Equals(target?.OriginalDefinition, method))
                {
                    isCalled = true;
                    facts &= use is IInvocationOperation ? other.Guards.FactsAt(use) : GuardFacts.None;
                }
            }
        }

        return isCalled && facts != GuardFacts.Unreachable ? facts : GuardFacts.None;
    }

    /// <summary>The members of the type whose text mentions the method; null for a mention elsewhere, as in an initializer.</summary>
    public static IEnumerable<IMethodSymbol?> CallersOf(IMethodSymbol method, SourceLookup sources)
    {
        foreach (var part in method.ContainingType.DeclaringSyntaxReferences)
        {
            var model = sources.ModelOf(part.SyntaxTree);
            var mentions = part.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText == method.Name)
                .Select(name => name.FirstAncestorOrSelf<SyntaxNode>(node
                    => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BaseFieldDeclarationSyntax
                        || node is ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax }))
                .Distinct();
            foreach (var mention in mentions)
            {
                var declaration = mention is ArrowExpressionClauseSyntax ? mention.Parent : mention;
                var symbol = declaration is null or BaseFieldDeclarationSyntax ? null : model?.GetDeclaredSymbol(declaration);
                yield return symbol as IMethodSymbol ?? (symbol as IPropertySymbol)?.GetMethod;
            }
        }
    }
}
