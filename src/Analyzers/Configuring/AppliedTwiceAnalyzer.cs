using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP107: forwarded headers are applied twice on one path, at least once with options of their own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AppliedTwiceAnalyzer : PipelineOrderAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.AppliedTwice);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => member.Facts.Setup.Pipelines(cancellation).Twice.Select(twice => new Finding(twice.Place, DiagnosticSeverity.Warning) { Related = twice.First });
}
