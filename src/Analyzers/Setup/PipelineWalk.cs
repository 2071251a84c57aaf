using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Follows one pipeline in the order in which it is put together, into the helpers that receive it.</summary>
internal sealed class PipelineWalk : PathWalker<PipelineState>
{
    private const int MaxCalls = 6;

    private readonly ISymbol _start;
    private readonly ForwardedHeadersModel _model;
    private readonly WellKnownTypes _types;
    private readonly PipelineUsers _users;
    private readonly PipelineFindings _findings;
    private readonly HashSet<ISymbol> _pipeline = new(SymbolEqualityComparer.Default);
    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly List<TooLate> _afterInserted = [];
    private IOperation? _anchor;
    private bool _mayInsertNothing;
    private int _branches;

    public PipelineWalk(ISymbol start, ForwardedHeadersModel model, WellKnownTypes types, PipelineUsers users, PipelineFindings findings)
    {
        (_start, _model, _types, _users, _findings) = (start, model, types, users, findings);
        _pipeline.Add(start);
    }

    public void Run(IOperation function)
    {
        WalkFunction(function, [default]);
        if (!_mayInsertNothing)
        {
            _findings.Late.AddRange(_afterInserted);
        }
    }

    public bool IsPipeline(IOperation? value) => value?.Unwrap() switch
    {
        ILocalReferenceOperation local => _pipeline.Contains(local.Local),
        IParameterReferenceOperation parameter => _pipeline.Contains(parameter.Parameter),
        IFieldReferenceOperation field => _pipeline.Contains(field.Field),
        IConditionalAccessInstanceOperation placeholder => IsPipeline(placeholder.Receiver()),
        IInvocationOperation call => call.Type.IsOrInherits(_types.ApplicationBuilder) && IsPipeline(call.InstanceOf()),
        _ => false,
    };

    protected override IEnumerable<PipelineState> Apply(IOperation operation, PipelineState state)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer && IsPipeline(initializer.Value):
                _pipeline.Add(declarator.Symbol);
                return [state];
            case IInvocationOperation call when IsPipeline(call.InstanceOf()) || call.Arguments.Any(argument => IsPipeline(argument.Value)):
                return Register(call, state);
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                return Follow(call, state) ?? [state];
            default:
                return [state];
        }
    }

    private HashSet<PipelineState> Register(IInvocationOperation call, PipelineState state)
    {
        WalkBranches(call, state);
        var registration = new Registration(call, _anchor ?? call);
        if (SetupCalls.IsUseForwardedHeaders(call))
        {
            return [AddForwardedHeaders(registration, state)];
        }

        if (SetupCalls.IsUseClientIp(call))
        {
            return [AddClientIp(registration, state)];
        }

        _mayInsertNothing |= InsertedMiddleware.MayCallItself(call.TargetMethod);
        return _users.Of(call) switch
        {
            PipelineUse.Address => [state with { AddressUser = state.AddressUser ?? registration }],
            PipelineUse.Scheme => [state with { SchemeUser = state.SchemeUser ?? registration }],
            PipelineUse.Connection => [state with { ConnectionReader = state.ConnectionReader ?? registration }],
            _ => Follow(call, state) ?? [state],
        };
    }

    /// <summary>Into a helper of this compilation; null where its code is not at hand.</summary>
    private HashSet<PipelineState>? Follow(IInvocationOperation call, PipelineState state)
    {
        if (_calls.Count >= MaxCalls || _calls.Contains(call.TargetMethod, SymbolEqualityComparer.Default) || _model.Code.BodyOf(call.TargetMethod) is not { } body)
        {
            return null;
        }

        foreach (var argument in call.Arguments.Where(argument => argument.Parameter is not null && IsPipeline(argument.Value)))
        {
            _pipeline.Add(argument.Parameter!.OriginalDefinition);
        }

        var outer = _anchor;
        _anchor ??= call;
        _calls.Push(call.TargetMethod);
        var states = WalkFunction(body, [state]);
        _calls.Pop();
        _anchor = outer;
        return states;
    }

    /// <summary>
    /// <c>Map</c>, <c>UseWhen</c> and their like: what is registered there serves only some requests, and what the main
    /// pipeline did before was meant for all.
    /// </summary>
    private void WalkBranches(IInvocationOperation call, PipelineState state)
    {
        foreach (var lambda in call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>())
        {
            if (lambda.Symbol.Parameters.FirstOrDefault(parameter => parameter.Type.IsOrInherits(_types.ApplicationBuilder)) is { } branch)
            {
                _pipeline.Add(branch);
                _branches++;
                WalkFunction(lambda.Body, [new PipelineState { ForwardedHeaders = state.ForwardedHeaders, ClientIp = state.ClientIp }]);
                _branches--;
            }
        }
    }

    private PipelineState AddForwardedHeaders(Registration registration, PipelineState state)
    {
        if (state.ForwardedHeaders is { } earlier)
        {
            if (earlier.Anchor != registration.Anchor || _anchor is null)
            {
                AddTwice(registration, earlier);
            }

            return state;
        }

        AddLate(registration, Earliest(Earliest(state.AddressUser, state.SchemeUser), state.ConnectionReader), isMinor: false);
        return state with { ForwardedHeaders = registration };
    }

    private PipelineState AddClientIp(Registration registration, PipelineState state)
    {
        if (state.ClientIp is not null)
        {
            return state;
        }

        // Without rewriting, who reads the connection gets the peer wherever it stands; and the scheme stays as it is.
        var user = Earliest(state.AddressUser, _model.RewritesByPolicy ? state.ConnectionReader : null);
        AddLate(registration, user ?? state.SchemeUser, isMinor: user is null && state.SchemeUser is not null);
        return state with { ClientIp = registration };
    }

    private void AddLate(Registration registration, Registration? user, bool isMinor)
    {
        if (user is not null)
        {
            if (user.Anchor != registration.Anchor || _anchor is null)
            {
                _findings.Late.Add(new(registration.Anchor, registration.Name, user.Anchor, user.Name, null, isMinor));
            }
        }
        else if (_branches == 0 && _start is ILocalSymbol local && local.Type.Is(_types.WebApplication) && _findings.Inserted.Count > 0)
        {
            var names = string.Join(",", _findings.Inserted);
            _afterInserted.Add(new(registration.Anchor, registration.Name, null, _findings.Inserted[0], names, false));
        }
    }

    private void AddTwice(Registration second, Registration first)
    {
        var (one, two) = (CallOf(first), CallOf(second));
        if (one is null || two is null || (one.Options is null && two.Options is null) || !Overlap(one, two))
        {
            return;
        }

        _findings.Twice.Add(new(second.Anchor, first.Anchor));
    }

    private ForwardedHeadersCall? CallOf(Registration registration)
        => _model.Calls.FirstOrDefault(call => call.Call.Syntax == registration.Call.Syntax);

    /// <summary>Two calls that process different headers consume one entry of each.</summary>
    private bool Overlap(ForwardedHeadersCall first, ForwardedHeadersCall second)
        => FlagsOf(first) is var one && FlagsOf(second) is var two && (one & two) != 0;

    private int FlagsOf(ForwardedHeadersCall call)
    {
        var sites = call.Options is null ? _model.SharedSites.ToList() : call.Site is null ? [] : [call.Site];
        if (call.Options is null ? _model.IsConfiguredUnseen || _model.IsLibrary : call.Site is null)
        {
            return ~0;
        }

        return sites.SelectMany(site => site.Paths).Aggregate(0, (flags, path)
            => flags | (path.Flags.IsUnknown || path.IsHandedOn ? ~0 : path.Flags.On));
    }

    private static Registration? Earliest(Registration? first, Registration? second)
        => first is null || (second is not null && IsBefore(second, first)) ? second : first;

    private static bool IsBefore(Registration first, Registration second)
        => first.Anchor.Syntax.SyntaxTree == second.Anchor.Syntax.SyntaxTree && first.Anchor.Syntax.Span.End < second.Anchor.Syntax.Span.End;
}
