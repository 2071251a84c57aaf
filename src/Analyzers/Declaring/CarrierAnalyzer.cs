using System.Collections.Immutable;
using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// CIP503 and CIP512: types that the generator cannot add a resolver or an accessor to. Without them the user would
/// see errors in generated code, or none at all and no member.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CarrierAnalyzer : ClientIpAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnfitType, Descriptors.AccessorNameTaken);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.ClientIpSource is not null)
        {
            var reach = new ContextReachFinder(context.Compilation);
            context.RegisterSymbolAction(symbolContext => Check(symbolContext, reach), SymbolKind.NamedType);
        }
    }

    private static void Check(SymbolAnalysisContext context, ContextReachFinder reach)
    {
        // On anything but a class the compiler refuses the attributes.
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class)
        {
            return;
        }

        var attributes = type.GetAttributes();
        var accessor = attributes.FirstOrDefault(DeclarationReader.IsAccessorAttribute);
        var policy = attributes.FirstOrDefault(DeclarationReader.IsPolicyAttribute);
        if ((accessor ?? policy) is null)
        {
            return;
        }

        // A policy on a controller brings the accessor with it.
        var hasAccessor = accessor is not null || reach.Find(type) is not null;
        var problem = (policy is null ? null : CarrierShape.PolicyProblem(type, reach, context.CancellationToken))
            ?? (accessor is null ? null : CarrierShape.AccessorProblem(type, reach, context.CancellationToken));
        if (problem is not null)
        {
            Report(context, Descriptors.UnfitType, IdentifierOf(type, policy ?? accessor!, context.CancellationToken), problem);
        }
        else if (hasAccessor && AccessorName.Problem(type) is { } taken)
        {
            var place = (accessor ?? policy!).ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation();
            Report(context, Descriptors.AccessorNameTaken, place, taken);
        }
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, Location? location, string message)
    {
        if (location is not null)
        {
            var preset = location.SourceTree is { } tree ? RuleOptions.Of(context.Options, tree).Preset : default;
            context.ReportDiagnostic(Diagnostic.Create(
                descriptor, location, preset.Apply(descriptor, graded: null), additionalLocations: null, properties: null, message));
        }
    }

    /// <summary>The name in the part of the type that carries the attribute: what is wrong is the type, not the attribute.</summary>
    private static Location? IdentifierOf(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? declaration.Identifier.GetLocation()
            : type.Locations.FirstOrDefault(location => location.IsInSource);
}
