using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>
/// CIP112: a CDN's single-value header is taken from everybody, or the middleware is told to overwrite a header that
/// carries an address in.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HeaderNameOptionAnalyzer : ForwardedHeadersAnalyzer
{
    private const string Original = "X-Original-For";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.HeaderNameOption);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => FindUnchecked(member, cancellation).Concat(FindOverwritten(member));

    private static IEnumerable<Finding> FindUnchecked(MemberAnalysis member, CancellationToken cancellation)
    {
        if (member.Options.AssumesFirewall)
        {
            yield break;
        }

        var model = member.Facts.Setup.Model(cancellation);
        foreach (var site in model.Sites)
        {
            foreach (var path in site.Paths)
            {
                if (path.SingleValueHeader is { } place && EmptyLists.SeverityOfTrust(model, site, path) is { } severity)
                {
                    yield return new(place, severity)
                    {
                        Arguments = ["A header with a single value is believed from anyone who connects; add the ranges of the CDN to the trusted lists"],
                    };
                }
            }
        }
    }

    private static IEnumerable<Finding> FindOverwritten(MemberAnalysis member)
    {
        foreach (var assignment in member.Body.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "OriginalForHeaderName" } property }
                && property.ContainingType.Is(member.Types.ForwardedHeadersOptions)
                && NameOf(assignment.Value, member) is { } name
                && member.Options.Headers.Contains(name)
                && !string.Equals(name, Original, StringComparison.OrdinalIgnoreCase))
            {
                yield return new(assignment, DiagnosticSeverity.Warning)
                {
                    Arguments = [$"'{name}' carries an address in; as 'OriginalForHeaderName' it is overwritten with that of the proxy"],
                };
            }
        }
    }

    private static string? NameOf(IOperation value, MemberAnalysis member)
        => value.Unwrap().ConstantValue is { HasValue: true, Value: string name } ? name : member.Names.Find(value, member.Body);
}
