using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Searching;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP005: model binding reads a client-address header, where nothing can have checked the peer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoundHeaderAnalyzer : ClientIpAnalyzer
{
    /// <summary>By text first: asked for every attribute, the compiler would walk every file.</summary>
    private static readonly WordSearch Name = new([("FromHeader", WordKind.ExactPart)]);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.BoundHeader);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.IsTestProject && (facts.Types.FromHeader ?? facts.Types.FromHeaderMetadata) is not null)
        {
            context.RegisterSemanticModelAction(file =>
            {
                if (Name.IsFoundIn(file.SemanticModel.SyntaxTree.GetText(file.CancellationToken)))
                {
                    foreach (var attribute in file.SemanticModel.SyntaxTree.GetRoot(file.CancellationToken).DescendantNodes().OfType<AttributeSyntax>())
                    {
                        Analyze(attribute, file, facts);
                    }
                }
            });
        }
    }

    /// <summary>Whether an attribute of that type binds a header.</summary>
    internal static bool Binds(INamedTypeSymbol? attribute, WellKnownTypes types)
        => attribute.Is(types.FromHeader)
            || attribute.IsOrInherits(types.FromHeaderMetadata)
            || attribute?.ToDisplayString() == "FastEndpoints.FromHeaderAttribute";

    private static void Analyze(AttributeSyntax attribute, SemanticModelAnalysisContext context, CompilationFacts facts)
    {
        if (attribute.Parent?.Parent is not (ParameterSyntax or PropertyDeclarationSyntax)
            || NameOf(attribute.Name) is not ("FromHeader" or "FromHeaderAttribute")
            || context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType: { } type }
            || !Binds(type, facts.Types))
        {
            return;
        }

        var name = HeaderName(attribute, context.SemanticModel, context.CancellationToken);
        var options = RuleOptions.Of(context.Options, attribute.SyntaxTree);
        if (name is null
            || !options.Headers.Contains(name)
            || options.AssumesFirewall
            || IsOnlySent(attribute.Parent.Parent, context))
        {
            return;
        }

        new Reporter(context.ReportDiagnostic, context.IsGeneratedCode).Report(Descriptors.BoundHeader, attribute.GetLocation(), [name]);
    }

    /// <summary>The name that is given, or that of the parameter or property.</summary>
    private static string? HeaderName(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
    {
        var given = attribute.ArgumentList?.Arguments.FirstOrDefault(argument
            => argument.NameEquals is null || argument.NameEquals.Name.Identifier.ValueText == "Name");
        if (given is not null)
        {
            return model.GetConstantValue(given.Expression, cancellation).Value as string;
        }

        return attribute.Parent?.Parent switch
        {
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => null,
        };
    }

    /// <summary>
    /// A member of a type that is created here and that nothing receives: a request that this application sends.
    /// Asked about a member whose name is already suspicious, so that the files are rarely gone through.
    /// </summary>
    private static bool IsOnlySent(SyntaxNode target, SemanticModelAnalysisContext context)
    {
        var owner = target switch
        {
            PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax type } => type,
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } => record,
            _ => null,
        };
        if (owner is null)
        {
            return false;
        }

        var isCreated = false;
        foreach (var tree in context.SemanticModel.Compilation.SyntaxTrees)
        {
            foreach (var name in tree.GetRoot(context.CancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != owner.Identifier.ValueText)
                {
                    continue;
                }

                if (name.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } type } && type.Span.Contains(name.Span))
                {
                    return false;
                }

                isCreated |= name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation && creation.Type.Span.Contains(name.Span);
            }
        }

        return isCreated;
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
