using System.Collections.Immutable;
using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// Reports what <see cref="DeclarationCheck"/> finds in the declaration on a type or on the assembly, each at the
/// argument it is about.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : ClientIpAnalyzer
{
    /// <summary>The properties of a report that a fix can mend: where in the string, what, and by what.</summary>
    internal const string OffsetProperty = "Offset";
    internal const string TextProperty = "Text";
    internal const string ReplacementProperty = "Replacement";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        Descriptors.Declarations.ToImmutableDictionary(descriptor => descriptor.Id);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.Declarations;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.ClientIpSource is null)
        {
            return;
        }

        var files = new RangeFileLookup(context.Options);
        context.RegisterSymbolAction(
            symbolContext => Check(
                symbolContext.Symbol,
                tree: null,
                files,
                symbolContext.Options,
                symbolContext.ReportDiagnostic,
                symbolContext.CancellationToken),
            SymbolKind.NamedType);

        // No action visits the assembly's symbol. Each file with attributes of its own reports what stands in it.
        // An action for syntax nodes would have the compiler walk all nodes of all files for it.
        context.RegisterSemanticModelAction(fileContext =>
        {
            var tree = fileContext.SemanticModel.SyntaxTree;
            if (tree.GetRoot(fileContext.CancellationToken) is CompilationUnitSyntax { AttributeLists.Count: > 0 })
            {
                Check(
                    fileContext.SemanticModel.Compilation.Assembly,
                    tree,
                    files,
                    fileContext.Options,
                    fileContext.ReportDiagnostic,
                    fileContext.CancellationToken);
            }
        });
    }

    /// <param name="tree">Where to report; null for everywhere.</param>
    private static void Check(
        ISymbol symbol,
        SyntaxTree? tree,
        RangeFileLookup files,
        AnalyzerOptions options,
        Action<Diagnostic> report,
        CancellationToken cancellationToken)
    {
        var attributes = symbol.GetAttributes();
        if (DeclarationReader.Read(attributes) is not { } declaration)
        {
            return;
        }

        foreach (var problem in DeclarationCheck.Check(declaration, path => files.Find(path, cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AttributeLocator.Locate(attributes[problem.Place.AttributeIndex], problem.Place, cancellationToken) is { } location
                && (tree is null || location.SourceTree == tree))
            {
                var preset = RuleOptions.Of(options, location.SourceTree!).Preset;
                report(Diagnostic.Create(
                    ById[problem.Id],
                    location,
                    preset.Apply(ById[problem.Id], SeverityOf(problem)),
                    additionalLocations: null,
                    PropertiesOf(problem),
                    problem.Message));
            }
        }
    }

    private static DiagnosticSeverity SeverityOf(DeclarationProblem problem)
        => problem.Severity switch
        {
            ProblemSeverity.Info => DiagnosticSeverity.Info,
            ProblemSeverity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Error,
        };

    private static ImmutableDictionary<string, string?>? PropertiesOf(DeclarationProblem problem)
        => problem.Correction is { } correction
            ? ImmutableDictionary<string, string?>.Empty
                .Add(OffsetProperty, correction.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add(TextProperty, correction.Text)
                .Add(ReplacementProperty, correction.Replacement)
            : null;
}
