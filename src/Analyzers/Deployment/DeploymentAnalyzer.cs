using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// CIP401 to CIP403: what deployment files, which the package hands over as additional files, say about client
/// addresses. One analyzer for the three, so that each file is read once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeploymentAnalyzer : ClientIpAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.EnvironmentSwitch, Descriptors.ConfiguredHeader, Descriptors.ConfiguredRange);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.IsTestProject)
        {
            return;
        }

        var policies = new PolicyConfigurationKeys(context.Compilation, facts);
        context.RegisterAdditionalFileAction(fileContext =>
        {
            if (DeploymentFile.ReaderOf(fileContext.AdditionalFile.Path) is not { } reader
                || fileContext.AdditionalFile.GetText(fileContext.CancellationToken) is not { } text)
            {
                return;
            }

            var settings = DeploymentFile.Read(text, reader);
            var options = RuleOptions.Of(
                fileContext.Options,
                fileContext.AdditionalFile,
                fileContext.Compilation.SyntaxTrees.FirstOrDefault());
            if (settings.Count == 0 || options.DeploymentSeverity.IsOff)
            {
                return;
            }

            CheckSwitch(settings, Report, options, facts, fileContext.CancellationToken);
            CheckHeaders(settings, Report, options, DeploymentFile.IsShared(fileContext.AdditionalFile.Path));
            CheckRanges(settings, Report, policies, fileContext.CancellationToken);

            void Report(DiagnosticDescriptor descriptor, TextSpan span, string[] arguments)
                => fileContext.ReportDiagnostic(Diagnostic.Create(
                    descriptor,
                    Location.Create(fileContext.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)),
                    options.DeploymentSeverity.For(descriptor, options.Preset),
                    additionalLocations: null,
                    properties: null,
                    messageArgs: arguments));
        });
    }

    /// <summary>CIP401. The framework compares the text with "true", without regard to case, and knows no other yes.</summary>
    private static void CheckSwitch(
        IReadOnlyList<DeploymentSetting> settings,
        Action<DiagnosticDescriptor, TextSpan, string[]> report,
        RuleOptions options,
        CompilationFacts facts,
        CancellationToken cancellation)
    {
        foreach (var setting in settings)
        {
            if (setting.HasKey("ForwardedHeaders_Enabled")
                && setting.Value.Equals("true", StringComparison.OrdinalIgnoreCase)
                && !options.AssumesFirewall
                && !KnownProxyLists.AreFilled(facts, cancellation))
            {
                report(Descriptors.EnvironmentSwitch, setting.Span, [setting.Variable ?? setting.Key]);
            }
        }
    }

    /// <summary>CIP402.</summary>
    private static void CheckHeaders(
        IReadOnlyList<DeploymentSetting> settings,
        Action<DiagnosticDescriptor, TextSpan, string[]> report,
        RuleOptions options,
        bool isShared)
    {
        foreach (var setting in settings)
        {
            if (!options.AssumesFirewall && HeaderKeys.NamesSource(setting, options.Headers, isShared))
            {
                report(Descriptors.ConfiguredHeader, setting.Span, [setting.Variable ?? setting.Key, setting.Value]);
            }
        }
    }

    /// <summary>CIP403.</summary>
    private static void CheckRanges(
        IReadOnlyList<DeploymentSetting> settings,
        Action<DiagnosticDescriptor, TextSpan, string[]> report,
        PolicyConfigurationKeys policies,
        CancellationToken cancellation)
    {
        foreach (var key in policies.In(settings, cancellation))
        {
            foreach (var (setting, message) in ConfiguredRanges.Check(key, settings.Where(setting => setting.IsUnder(key))))
            {
                report(Descriptors.ConfiguredRange, setting.Span, [message]);
            }
        }
    }
}
