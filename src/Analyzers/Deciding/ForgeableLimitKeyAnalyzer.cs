using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>CIP202: requests are counted by something that the client writes, who then never reaches the limit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgeableLimitKeyAnalyzer : MemberAnalyzer
{
    /// <summary>Headers that carry a credential: who changes them is somebody else, or nobody.</summary>
    private static readonly string[] CredentialWords = ["auth", "key", "token", "secret", "cookie", "session", "signature"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.ForgeableLimitKey);

    private protected override OperationKind[] CandidateKinds => LimiterKeys.Kinds;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => LimiterKeys.KeyOf(operation, scan.Facts.Types, scan.Owner) is not null;

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var reported = new HashSet<IOperation>();
        foreach (var operation in member.Body.Operations)
        {
            if (LimiterKeys.KeyOf(operation, member.Types, member.Body.Owner) is not { } key
                || member.IsExempt(operation)
                || Forged(key, member) is not { } origin)
            {
                continue;
            }

            // One key that is looked up and then written is one mistake.
            if (reported.Add(origin.Read))
            {
                reporter.Report(Descriptors.ForgeableLimitKey, key, [origin.Name], related: origin.Read);
            }
        }
    }

    internal static Origin? Forged(IOperation key, MemberAnalysis member)
    {
        foreach (var origin in ValueOrigins.Of(key, member))
        {
            var isForged = origin.Kind switch
            {
                OriginKind.Host => true,
                OriginKind.ClientHeader => !member.Options.AssumesFirewall,
                OriginKind.OtherHeader => !CredentialWords.Any(word => origin.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0),
                _ => false,
            };
            if (isForged)
            {
                return origin;
            }
        }

        return null;
    }
}
