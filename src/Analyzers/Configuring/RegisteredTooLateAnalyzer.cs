using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP108: forwarded headers, or the client, come after something that asks for the address or the scheme.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegisteredTooLateAnalyzer : PipelineOrderAnalyzer
{
    /// <summary>The calls, separated by commas, that the fix writes after the statement.</summary>
    internal const string InsertedProperty = "inserted";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.RegisteredTooLate);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => member.Facts.Setup.Pipelines(cancellation).Late.Select(late => new Finding(late.Place, late.IsMinor ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning)
        {
            Arguments = [late.Name, late.UserName, AdviceFor(late)],
            Related = late.User,
            Properties = late.Inserted is null ? null : ImmutableDictionary<string, string?>.Empty.Add(InsertedProperty, late.Inserted),
        });

    private static string AdviceFor(TooLate late)
        => late.Inserted is null ? "move it before that" : "WebApplication inserts that first unless it is called explicitly, after this";
}
