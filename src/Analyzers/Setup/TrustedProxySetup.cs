using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// Whether the compilation makes <c>RemoteIpAddress</c> the client: forwarded headers are enabled and trust
/// somebody, or <c>UseClientIp</c> rewrites the address, or an attribute says so. Asked on the first read only.
/// </summary>
internal sealed class TrustedProxySetup(Compilation compilation, WellKnownTypes types)
{
    private readonly object _gate = new();
    private readonly SourceLookup _sources = new(compilation);
    private bool? _isPresent;

    /// <summary>A cancelled question leaves nothing behind; the next one asks anew.</summary>
    public bool IsPresent(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _isPresent ??= IsStated() || IsCalled(cancellation);
        }
    }

    private bool IsStated()
    {
        if (types.TrustedProxySetup is not { } attribute)
        {
            return false;
        }

        var declaring = attribute.ContainingAssembly.Identity.Name;
        return compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == declaring)))
            .Append(compilation.Assembly)
            .Any(assembly => assembly.GetAttributes().Any(candidate => candidate.AttributeClass.Is(attribute)));
    }

    private bool IsCalled(CancellationToken cancellation)
    {
        var calls = new List<(IMethodSymbol Method, InvocationExpressionSyntax Syntax)>();
        var sites = new Dictionary<(SyntaxNode Function, ISymbol? Variable), ForwardedOptionsSite>();
        var (rewrites, usesClientIp, configuredElsewhere) = (false, false, false);

        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var token in CandidateIdentifiers.In(tree, cancellation))
            {
                if (token.Parent is not SimpleNameSyntax name || _sources.ModelOf(tree) is not { } model)
                {
                    continue;
                }

                switch (token.ValueText)
                {
                    case CandidateIdentifiers.UseForwardedHeaders or CandidateIdentifiers.UseClientIp:
                        if (CallOf(name) is { } call && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method)
                        {
                            usesClientIp |= token.ValueText == CandidateIdentifiers.UseClientIp && !IsInSource(method);
                            if (token.ValueText == CandidateIdentifiers.UseForwardedHeaders)
                            {
                                calls.Add((method, call));
                            }
                        }

                        break;
                    case CandidateIdentifiers.RewriteRemoteIpAddress:
                        rewrites |= name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment
                            && assignment.Left.Span.Contains(name.Span)
                            && model.GetConstantValue(assignment.Right, cancellation) is not { HasValue: true, Value: false };
                        break;
                    case CandidateIdentifiers.ForwardedHeadersOptions:
                        configuredElsewhere |= IsOptionsType(model.GetSymbolInfo(name, cancellation).Symbol) && ConfiguresUnseen(name, model, cancellation);
                        break;
                    default:
                        RecordMember(name, model, sites, cancellation);
                        break;
                }
            }
        }

        return (usesClientIp && rewrites) || calls.Any(call => IsSetupCall(call.Method, call.Syntax, sites, configuredElsewhere, cancellation));
    }

    private bool IsSetupCall(
        IMethodSymbol method,
        InvocationExpressionSyntax call,
        Dictionary<(SyntaxNode Function, ISymbol? Variable), ForwardedOptionsSite> sites,
        bool configuredElsewhere,
        CancellationToken cancellation)
    {
        if (method.ContainingType?.ToDisplayString() != "Microsoft.AspNetCore.Builder.ForwardedHeadersExtensions")
        {
            // Somebody's overload: judged by the framework call it makes, if its source shows one.
            return !IsInSource(method) || !method.DeclaringSyntaxReferences.Any(reference
                => reference.GetSyntax(cancellation).DescendantTokens().Any(token
                    => token.ValueText == CandidateIdentifiers.UseForwardedHeaders && token.Parent is SimpleNameSyntax));
        }

        var options = call.ArgumentList.Arguments.LastOrDefault()?.Expression;
        var isDirect = options is not null && _sources.ModelOf(call.SyntaxTree)?.GetTypeInfo(options, cancellation).Type.Is(types.ForwardedHeadersOptions) == true;
        if (isDirect)
        {
            return SiteOf(options!, sites, cancellation)?.IsSetup ?? true;
        }

        var shared = sites.Values.Where(site => !site.IsArgument).ToList();
        var cleared = shared.Any(site => !site.TrustsSomebody) && !shared.Any(site => site.Fills);
        return (configuredElsewhere || shared.Any(site => site.Enables || site.IsHandedOn)) && !cleared;
    }

    /// <summary>The site of the options given to a call; null where they come from somewhere that is not followed.</summary>
    private ForwardedOptionsSite? SiteOf(
        ExpressionSyntax options,
        Dictionary<(SyntaxNode Function, ISymbol? Variable), ForwardedOptionsSite> sites,
        CancellationToken cancellation)
    {
        switch (options)
        {
            case BaseObjectCreationExpressionSyntax creation:
                return sites.TryGetValue((creation, null), out var initialized) ? initialized : new ForwardedOptionsSite();
            case IdentifierNameSyntax when _sources.ModelOf(options.SyntaxTree)?.GetSymbolInfo(options, cancellation).Symbol is ILocalSymbol local:
                var merged = new ForwardedOptionsSite();
                var creationSyntax = (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;
                if (creationSyntax is not BaseObjectCreationExpressionSyntax)
                {
                    return null;
                }

                foreach (var pair in sites)
                {
                    if (pair.Key.Function == creationSyntax || SymbolEqualityComparer.Default.Equals(pair.Key.Variable, local))
                    {
                        merged.Enables |= pair.Value.Enables;
                        merged.ClearsProxies |= pair.Value.ClearsProxies;
                        merged.ClearsNetworks |= pair.Value.ClearsNetworks;
                        merged.Fills |= pair.Value.Fills;
                        merged.IsHandedOn |= pair.Value.IsHandedOn;
                    }
                }

                return merged;
            default:
                return null;
        }
    }

    private void RecordMember(
        SimpleNameSyntax name,
        SemanticModel model,
        Dictionary<(SyntaxNode Function, ISymbol? Variable), ForwardedOptionsSite> sites,
        CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(name, cancellation).Symbol is not IPropertySymbol property || !property.ContainingType.Is(types.ForwardedHeadersOptions))
        {
            return;
        }

        var key = KeyOf(name, model, cancellation);
        if (!sites.TryGetValue(key, out var site))
        {
            sites[key] = site = new ForwardedOptionsSite
            {
                IsArgument = IsArgument(key, model),
                IsHandedOn = key.Variable is not null && IsHandedOn(key.Function, key.Variable, model, cancellation),
            };
        }

        ExpressionSyntax access = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;
        if (property.Name == CandidateIdentifiers.ForwardedHeaders)
        {
            site.Enables |= access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access
                && (model.GetConstantValue(assignment.Right, cancellation) is not { HasValue: true, Value: int flags } || (flags & 1) != 0);
        }
        else if (access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" })
        {
            // A branch that also switches the headers off needs no trusted proxy.
            if (!IsBesideNone(access, model, cancellation))
            {
                site.ClearsProxies |= property.Name == CandidateIdentifiers.KnownProxies;
                site.ClearsNetworks |= property.Name != CandidateIdentifiers.KnownProxies;
            }
        }
        else if (access.Parent is not AssignmentExpressionSyntax { Right: InitializerExpressionSyntax { Expressions.Count: 0 } }
            && access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" or "Insert" } or AssignmentExpressionSyntax or ArgumentSyntax)
        {
            site.Fills = true;
        }
    }

    private static (SyntaxNode Function, ISymbol? Variable) KeyOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (name.Ancestors().TakeWhile(node => node is not StatementSyntax).OfType<InitializerExpressionSyntax>().LastOrDefault(initializer
                => initializer.Parent is BaseObjectCreationExpressionSyntax) is { Parent: { } creation }
            && name.Parent is AssignmentExpressionSyntax)
        {
            return (creation, null);
        }

        var function = name.Ancestors().FirstOrDefault(node
            => node is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
            ?? name.SyntaxTree.GetRoot(cancellation);
        var receiver = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? model.GetSymbolInfo(access.Expression, cancellation).Symbol
            : null;
        return (function, receiver);
    }

    private static bool IsArgument((SyntaxNode Function, ISymbol? Variable) key, SemanticModel model)
        => key.Variable is ILocalSymbol
            || (key.Variable is null
                && key.Function is BaseObjectCreationExpressionSyntax { Parent: ArgumentSyntax or EqualsValueClauseSyntax }
                && model is not null);

    private static bool IsHandedOn(SyntaxNode function, ISymbol variable, SemanticModel model, CancellationToken cancellation)
        => function.DescendantNodes().OfType<ArgumentSyntax>().Any(argument
            => argument.Expression is IdentifierNameSyntax identifier
                && identifier.Identifier.ValueText == variable.Name
                && argument.Parent?.Parent is InvocationExpressionSyntax call
                && (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText != CandidateIdentifiers.UseForwardedHeaders
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(identifier, cancellation).Symbol, variable));

    private static bool IsBesideNone(SyntaxNode clear, SemanticModel model, CancellationToken cancellation)
        => clear.FirstAncestorOrSelf<BlockSyntax>() is { } block
            && block.Statements.OfType<ExpressionStatementSyntax>().Any(statement
                => statement.Expression is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: CandidateIdentifiers.ForwardedHeaders } } assignment
                    && model.GetConstantValue(assignment.Right, cancellation) is { HasValue: true, Value: 0 });

    /// <summary>
    /// The type is named where options come from configuration or from code apart: <c>Configure&lt;...&gt;(section)</c>,
    /// <c>IConfigureOptions&lt;...&gt;</c>, <c>GetSection(...).Get&lt;...&gt;()</c>.
    /// </summary>
    private static bool ConfiguresUnseen(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (name.FirstAncestorOrSelf<GenericNameSyntax>(node => node.TypeArgumentList.Span.Contains(name.Span)) is not { } generic)
        {
            return false;
        }

        switch (generic.Identifier.ValueText)
        {
            case "Configure" or "PostConfigure" or "ConfigureAll" or "PostConfigureAll":
                return CallOf(generic) is { } call
                    && call.ArgumentList.Arguments.All(argument => !IsSeen(argument.Expression)
                        && model.GetSymbolInfo(argument.Expression, cancellation).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: true });
            case "Get" or "ConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions" or "IConfigureOptions":
                // An implementation in this compilation is seen by the members it sets; a registered one may be foreign.
                return generic.FirstAncestorOrSelf<BaseListSyntax>() is null;
            case "AddOptions":
                return generic.FirstAncestorOrSelf<StatementSyntax>()?.DescendantTokens().Any(token => token.ValueText is "Bind" or "BindConfiguration") == true;
            default:
                return false;
        }
    }

    /// <summary>A lambda shows what it does, unless it only hands its options on: <c>o =&gt; section.Bind(o)</c>.</summary>
    private static bool IsSeen(ExpressionSyntax configure)
        => configure is AnonymousFunctionExpressionSyntax lambda
            && !lambda.DescendantNodes().OfType<ArgumentSyntax>().Any(argument
                => argument.Expression is IdentifierNameSyntax identifier
                    && lambda.DescendantNodesAndSelf().OfType<ParameterSyntax>().Any(parameter
                        => parameter.Identifier.ValueText == identifier.Identifier.ValueText));

    private bool IsOptionsType(ISymbol? symbol) => (symbol as INamedTypeSymbol).Is(types.ForwardedHeadersOptions);

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? access
            : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call : null;
    }

    private static bool IsInSource(ISymbol symbol) => symbol.Locations.Any(location => location.IsInSource);
}
