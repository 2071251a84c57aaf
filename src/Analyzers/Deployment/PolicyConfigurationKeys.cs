using System.Runtime.CompilerServices;
using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>The configuration keys from which the policies of a compilation take ranges.</summary>
internal sealed class PolicyConfigurationKeys(Compilation compilation, CompilationFacts facts)
{
    private static readonly HashSet<string> AttributeNames = new(StringComparer.Ordinal)
    {
        "ClientIpSource", DeclarationNames.SourceAttribute,
        "TrustedHop", DeclarationNames.HopAttribute,
        "ClientIpPolicy", DeclarationNames.PolicyAttribute,
    };

    /// <summary>The types with such attributes, and the file itself for those of the assembly, by text.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, List<SyntaxNode>> Candidates = new();

    private readonly object _gate = new();
    private HashSet<string>? _keys;

    /// <summary>Those of the keys that the settings say something about.</summary>
    public IEnumerable<string> In(IReadOnlyList<DeploymentSetting> settings, CancellationToken cancellation)
        => facts.Types.ClientIpSource is null
            ? []
            : Keys(cancellation).Where(key => settings.Any(setting => setting.IsUnder(key)));

    private HashSet<string> Keys(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _keys ??= Find(cancellation);
        }
    }

    private HashSet<string> Find(CancellationToken cancellation)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { DeclarationNames.BareTrustKey };
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var candidate in CandidatesIn(tree, cancellation))
            {
                var symbol = candidate is CompilationUnitSyntax
                    ? compilation.Assembly
                    : facts.Sources.ModelOf(tree)?.GetDeclaredSymbol(candidate, cancellation);
                if (symbol is not null && DeclarationReader.Read(symbol) is { } declaration)
                {
                    keys.UnionWith(RangeStrings(declaration)
                        .SelectMany(text => RangeSpec.Parse(text))
                        .Where(part => part.Kind == RangePartKind.Configuration)
                        .Select(part => part.Text));
                }
            }
        }

        return keys;
    }

    private static IEnumerable<string> RangeStrings(PolicyDeclaration declaration)
        => declaration.Sources.SelectMany(source => source.Trust)
            .Concat(declaration.Hops.SelectMany(hop => hop.Ranges))
            .Concat(declaration.Settings.InternalClients)
            .Concat(declaration.Settings.ProbeRanges);

    private static List<SyntaxNode> CandidatesIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Candidates.TryGetValue(tree, out var known))
        {
            return known;
        }

        var found = tree.GetRoot(cancellation)
            .DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(node => node switch
            {
                CompilationUnitSyntax unit => HasPolicyAttribute(unit.AttributeLists),
                TypeDeclarationSyntax type => HasPolicyAttribute(type.AttributeLists),
                _ => false,
            })
            .ToList();
        return Candidates.GetValue(tree, _ => found);
    }

    private static bool HasPolicyAttribute(SyntaxList<AttributeListSyntax> lists)
        => lists.SelectMany(list => list.Attributes).Any(attribute => AttributeNames.Contains(attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        }));
}
