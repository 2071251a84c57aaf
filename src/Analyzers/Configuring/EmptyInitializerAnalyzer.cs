using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP104: <c>KnownProxies = { }</c>, which clears nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyInitializerAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.EmptyInitializer);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => member.Body.Operations.OfType<IMemberInitializerOperation>()
            .Where(initializer => initializer.Initializer.Initializers.IsEmpty && TrustedLists.IsList(initializer.InitializedMember, member.Types, member.Body))
            .Select(initializer => new Finding(initializer, DiagnosticSeverity.Warning)
            {
                Arguments = [((IPropertyReferenceOperation)initializer.InitializedMember).Property.Name],
            });
}
