using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Reading;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// CIP515: a handler takes the client's address as a parameter, or as a member of one, so that whoever sends the
/// request says who they are.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoundAddressAnalyzer : ClientIpAnalyzer
{
    /// <summary>What such members are called, beside the names of the headers; "ip" alone may be anybody's.</summary>
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ClientIp", "ClientIpAddress", "ClientAddress", "ClientIpAddr", "RemoteIp", "RemoteIpAddress", "RemoteAddress", "RemoteAddr",
        "UserIp", "UserIpAddress", "CallerIp", "CallerIpAddress", "RequestIp", "RequestIpAddress", "RequesterIp", "SourceIp",
        "SourceIpAddress", "VisitorIp", "VisitorIpAddress", "CustomerIp", "CustomerIpAddress", "OriginIp", "SenderIp", "PeerIp");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.BoundAddress);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.IsTestProject || facts.Types.HttpContext is null)
        {
            return;
        }

        context.RegisterSymbolAction(
            symbol =>
            {
                if (IsHandler((IMethodSymbol)symbol.Symbol, facts.Types))
                {
                    Check((IMethodSymbol)symbol.Symbol, facts, symbol.Options, new Reporter(symbol.ReportDiagnostic, symbol.IsGeneratedCode));
                }
            },
            SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol =>
            {
                var property = (IPropertySymbol)symbol.Symbol;
                if (property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "BindPropertyAttribute" && attribute.AttributeClass.IsFromFramework()))
                {
                    Check(property, property.Type, facts, symbol.Options, new Reporter(symbol.ReportDiagnostic, symbol.IsGeneratedCode));
                }
            },
            SymbolKind.Property);
        context.RegisterSemanticModelAction(file =>
        {
            foreach (var handler in MappedHandlers.In(file.SemanticModel, type => MayHoldAddress(type, facts.Types), file.CancellationToken))
            {
                Check(handler, facts, file.Options, new Reporter(file.ReportDiagnostic, file.IsGeneratedCode));
            }
        });
    }

    private static bool IsHandler(IMethodSymbol method, WellKnownTypes types)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters.Length: > 0 }
            || method.HasAttribute("Microsoft.AspNetCore.Mvc.NonActionAttribute"))
        {
            return false;
        }

        var type = method.ContainingType;
        return type.IsOrInherits(types.ControllerBase)
            || type.IsOrInherits(types.Hub)
            || type.HasAttribute("Microsoft.AspNetCore.Mvc.ApiControllerAttribute")
            || (type.IsOrInherits(types.PageModel) && method.Name.StartsWith("On", StringComparison.Ordinal));
    }

    private static bool MayHoldAddress(ITypeSymbol type, WellKnownTypes types)
        => IsOfAddress(type, types)
            || (type is INamedTypeSymbol && type.Locations.Any(location => location.IsInSource)
                && type.GetMembers().Any(member => member is IPropertySymbol property && IsOfAddress(property.Type, types)));

    private static bool IsOfAddress(ITypeSymbol type, WellKnownTypes types)
    {
        type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return type.Is(types.Ip) || type.Is(types.IPAddress) || IsClientIp(type, types);
    }

    private static void Check(IMethodSymbol handler, CompilationFacts facts, AnalyzerOptions options, Reporter reporter)
    {
        foreach (var parameter in handler.Parameters)
        {
            if (!IsGivenByTheServer(parameter))
            {
                Check(parameter, parameter.Type, facts, options, reporter);
            }
        }
    }

    private static void Check(ISymbol bound, ITypeSymbol type, CompilationFacts facts, AnalyzerOptions options, Reporter reporter)
    {
        if (bound.Locations.FirstOrDefault(location => location.IsInSource) is not { SourceTree: { } tree } location)
        {
            return;
        }

        var headers = RuleOptions.Of(options, tree).Headers;
        if (IsAddress(type, bound, facts.Types))
        {
            if (!IsReportedAsHeader(bound, facts.Types, headers)
                && (IsClientName(bound.Name, headers) || (IsClientIp(type, facts.Types) && IsExplicit(bound, facts.Types))))
            {
                reporter.Report(Descriptors.BoundAddress, location, [bound.Name]);
            }
        }
        else if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } message && message.Locations.Any(candidate => candidate.IsInSource))
        {
            foreach (var member in message.GetMembers().OfType<IPropertySymbol>())
            {
                if (member is { DeclaredAccessibility: Accessibility.Public, SetMethod: not null, IsStatic: false }
                    && IsAddress(member.Type, member, facts.Types)
                    && IsClientName(member.Name, headers)
                    && !IsGivenByTheServer(member)
                    && !IsReportedAsHeader(member, facts.Types, headers))
                {
                    reporter.Report(Descriptors.BoundAddress, location, [message.Name + "." + member.Name]);
                }
            }
        }
    }

    /// <summary>A <c>ClientIp</c> is bound from the request's answer, unless an attribute or a hub says otherwise.</summary>
    private static bool IsAddress(ITypeSymbol type, ISymbol bound, WellKnownTypes types)
    {
        type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return type.Is(types.Ip) || type.Is(types.IPAddress) || (type.Is(types.ClientIp) && IsExplicit(bound, types));
    }

    private static bool IsClientIp(ITypeSymbol type, WellKnownTypes types)
        => type.Is(types.ClientIp) || (type is INamedTypeSymbol { TypeArguments: [var inner] } && inner.Is(types.ClientIp));

    private static bool IsExplicit(ISymbol bound, WellKnownTypes types)
        => bound.ContainingType.IsOrInherits(types.Hub)
            || bound.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "FromQueryAttribute" or "FromRouteAttribute" or "FromFormAttribute"
                or "FromBodyAttribute" or "FromHeaderAttribute" } source && source.IsFromFramework());

    private static bool IsGivenByTheServer(ISymbol bound)
        => bound.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute"
            or "BindNeverAttribute" or "JsonIgnoreAttribute");

    /// <summary>A header bound under such a name is the business of CIP005.</summary>
    private static bool IsReportedAsHeader(ISymbol bound, WellKnownTypes types, ClientAddressHeaders headers)
        => bound.GetAttributes().Any(attribute => BoundHeaderAnalyzer.Binds(attribute.AttributeClass, types)
            && headers.Contains(attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string ?? bound.Name));

    private static bool IsClientName(string name, ClientAddressHeaders headers)
        => Names.Contains(name) || headers.ContainsWithoutPunctuation(name);
}
