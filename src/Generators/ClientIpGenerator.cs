using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Emit;
using ClientIpAnalyzers.Generators.Model;
using ClientIpAnalyzers.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Generators;

/// <summary>
/// Writes a resolver for every declared policy. It reports nothing: what is wrong with a declaration is an analyzer's
/// to say, where a user can configure it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ClientIpGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var policies = Declared(context, DeclarationNames.SourceAttributeMetadataName, PolicyParser.Parse, Steps.SourceAttributes)
            .Combine(Declared(context, DeclarationNames.HopAttributeMetadataName, PolicyParser.Parse, Steps.HopAttributes))
            .Combine(Declared(context, DeclarationNames.PolicyAttributeMetadataName, PolicyParser.Parse, Steps.PolicyAttributes))
            .Select((found, _) => Distinct.Policies(found.Left.Left, found.Left.Right, found.Right))
            .WithTrackingName(Steps.Policies);

        var accessors = Declared(context, DeclarationNames.AccessorAttributeMetadataName, ParseAccessor, Steps.AccessorAttributes)
            .Combine(policies)
            .Select((found, _) => Distinct.Accessors(found.Left, found.Right))
            .WithTrackingName(Steps.Accessors);

        var resolved = policies.SelectMany((found, _) => found.Items)
            .Combine(RangeFileSteps.Read(context, policies))
            .Select((input, _) => PolicyPlanner.Plan(input.Left, input.Right))
            .WithTrackingName(Steps.ResolvedPolicies);

        var registration = policies
            .Select((found, _) => AssemblyPolicies.Of(found.Select(policy => policy.Shape)))
            .WithTrackingName(Steps.Registration);

        context.RegisterSourceOutput(resolved, (output, policy) =>
            output.AddSource(policy.Shape.HintName + ".g.cs", PolicyEmitter.Emit(policy)));
        context.RegisterSourceOutput(accessors.SelectMany((found, _) => found.Items), (output, accessor) =>
            output.AddSource(accessor.HintName + ".g.cs", AccessorEmitter.Emit(accessor)));
        context.RegisterSourceOutput(registration, (output, found) =>
        {
            if (found is not null)
            {
                output.AddSource(RegistrationEmitter.HintName + ".g.cs", RegistrationEmitter.Emit(found));
            }
        });
    }

    private static AccessorModel? ParseAccessor(ISymbol symbol, Compilation compilation)
        => symbol is INamedTypeSymbol type ? AccessorParser.Parse(type, compilation) : null;

    /// <summary>What stands on types and assemblies with an attribute; once for every part that carries it.</summary>
    private static IncrementalValueProvider<EquatableArray<T>> Declared<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<ISymbol, Compilation, T?> parse, string step)
        where T : class, IEquatable<T>
        => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax or CompilationUnitSyntax,
                (found, _) => parse(found.TargetSymbol, found.SemanticModel.Compilation))
            .WithTrackingName(step)
            .Collect()
            .Select((found, _) => found.OfType<T>().ToEquatableArray());
}
