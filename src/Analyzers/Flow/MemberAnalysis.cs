using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Everything the rules ask about one member, under the options of its file.</summary>
internal sealed class MemberAnalysis
{
    private readonly CompilationFacts _facts;
    private readonly RuleOptions _options;
    private readonly Dictionary<IMethodSymbol, MemberAnalysis?> _others;
    private readonly int _distance;

    public MemberAnalysis(Body body, CompilationFacts facts, RuleOptions options)
        : this(body, facts, options, new(SymbolEqualityComparer.Default), distance: 0)
    {
    }

    private MemberAnalysis(Body body, CompilationFacts facts, RuleOptions options, Dictionary<IMethodSymbol, MemberAnalysis?> others, int distance)
    {
        _facts = facts;
        _options = options;
        _others = others;
        _distance = distance;
        Body = body;
        Headers = new RequestHeaders(facts.Types, options.Headers);
        Names = new HeaderNameValues(facts.Types, facts.Sources, options.Headers);
        Conditions = new GuardConditions(facts.Peers, Headers, options.NamedChecks, new HelperAnswers(this));
        Guards = new GuardAnalysis(body, Conditions, new CallerFacts(this));
    }

    /// <summary>How many calls away from the member that is looked at helpers and callers still count.</summary>
    private const int MaxDistance = 4;

    public Body Body { get; }

    public RequestHeaders Headers { get; }

    public HeaderNameValues Names { get; }

    public GuardConditions Conditions { get; }

    public GuardAnalysis Guards { get; }

    public CompilationFacts Facts => _facts;

    public WellKnownTypes Types => _facts.Types;

    public PeerValues Peers => _facts.Peers;

    public RuleOptions Options => _options;

    public bool IsLibrary => _facts.IsLibrary;

    public bool HasSetup(CancellationToken cancellation) => _options.StatesSetup || _facts.Setup.IsPresent(cancellation);

    /// <summary>
    /// The same for another method of the compilation; null where its source is not at hand. What one member has asked
    /// about its helpers is kept as long as the member.
    /// </summary>
    public MemberAnalysis? OfOther(IMethodSymbol method)
    {
        if (_distance == MaxDistance)
        {
            return null;
        }

        var implementation = method.PartialImplementationPart ?? method;
        if (!_others.TryGetValue(implementation, out var other))
        {
            _others[implementation] = other = Create(implementation);
        }

        return other;
    }

    private MemberAnalysis? Create(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (_facts.Sources.OperationOf(reference.GetSyntax()) is { } root)
            {
                return new MemberAnalysis(new Body(ImmutableArray.Create(root), method, GraphOf), _facts, _options, _others, _distance + 1);
            }
        }

        return null;
    }

    /// <summary>
    /// Policies and proxies handle the peer and the headers by trade: a type that declares or implements a policy,
    /// and code that transforms proxied requests (YARP).
    /// </summary>
    public bool IsExempt(IOperation read)
    {
        for (var type = Body.Owner as INamedTypeSymbol ?? Body.Owner.ContainingType; type is not null; type = type.ContainingType)
        {
            if (_facts.DeclaresPolicy(type) || type.AllInterfaces.Any(IsOfProxy) || BasesOf(type).Any(IsOfProxy))
            {
                return true;
            }
        }

        if (Body.Owner is IMethodSymbol method && method.Parameters.Any(parameter => IsOfProxy(parameter.Type)))
        {
            return true;
        }

        for (var function = read.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (function.FunctionSymbol()?.Parameters.Any(parameter => IsOfProxy(parameter.Type)) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static bool IsOfProxy(ITypeSymbol type)
        => type.ContainingNamespace?.ToDisplayString().StartsWith("Yarp.ReverseProxy", StringComparison.Ordinal) == true;

    public static ControlFlowGraph? GraphOf(IOperation root) => root switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation field => ControlFlowGraph.Create(field),
        IPropertyInitializerOperation property => ControlFlowGraph.Create(property),
        IParameterInitializerOperation parameter => ControlFlowGraph.Create(parameter),
        _ => null,
    };
}
