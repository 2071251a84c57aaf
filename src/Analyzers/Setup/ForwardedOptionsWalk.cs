using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Follows one options object along the paths of a function, into the helpers that receive it.</summary>
internal sealed class ForwardedOptionsWalk(OptionsSubject subject, SetupCode code) : PathWalker<ForwardedOptionsState>
{
    private const int MaxCalls = 6;

    /// <summary>No chain of proxies is that long.</summary>
    private const int MaxSoundLimit = 16;

    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly FlagValues _flags = new(code);

    protected override bool RunsAtLeastOnce(IForEachLoopOperation loop) => LoopFacts.RunsAtLeastOnce(loop, code);

    protected override ForwardedOptionsState? Enter(IOperation condition, bool isTrue, ForwardedOptionsState state)
    {
        var counts = new ListCounts(subject);
        if (counts.Evaluate(condition, state) is { } known && known != isTrue)
        {
            return null;
        }

        // Where the branch would not be taken if both lists were empty, one of them is not.
        var empty = new ForwardedOptionsState { Proxies = TrustedList.Cleared, Networks = TrustedList.Cleared };
        return counts.Evaluate(condition, empty) is { } ifEmpty && ifEmpty != isTrue
            || (isTrue && ListCounts.AsksForProxies(condition, code.BodyAround(condition)))
                ? state with { IsCountGuarded = true }
                : state;
    }

    protected override IEnumerable<ForwardedOptionsState> Apply(IOperation operation, ForwardedOptionsState state)
    {
        switch (operation)
        {
            case IObjectCreationOperation when subject.Is(operation):
                return [state with { IsCreated = true }];
            case IAnonymousFunctionOperation lambda when lambda.Body.Descendants().Any(subject.Is):
                return WalkFunction(lambda.Body, [state]).Append(state);
            case IVariableDeclaratorOperation { Symbol: var variable } declarator when declarator.GetVariableInitializer() is { } initializer:
                subject.Alias(variable, initializer.Value);
                return [state];
            case ISimpleAssignmentOperation assignment when subject.OptionOf(assignment.Target) is { } option:
                return Alternatives(assignment.Value).Select(value => Assign(option, value, assignment, state));
            case ISimpleAssignmentOperation assignment when Body.VariableOf(assignment.Target) is { } variable:
                subject.Alias(variable, assignment.Value);
                return [state];
            case ICompoundAssignmentOperation compound when subject.OptionOf(compound.Target) == CandidateIdentifiers.ForwardedHeaders:
                return [state with { Flags = _flags.Combine(state.Flags, compound), FlagsValue = compound }];
            case IPropertyReferenceOperation reference when subject.OptionOf(reference) == "AllowedHosts" && IsFilled(reference):
                return [state with { RestrictsHosts = true }];
            case IInvocationOperation call:
                return Call(call, state);
            default:
                return [state];
        }
    }

    private ForwardedOptionsState Assign(string option, IOperation value, IOperation assignment, ForwardedOptionsState state)
    {
        switch (option)
        {
            case CandidateIdentifiers.ForwardedHeaders:
                return state with { Flags = _flags.Of(value, state.Flags), FlagsValue = value };
            case "ForwardLimit":
                var isOpen = value.IsNullOrDefault()
                    || ConstantValues.Find(value, code.BodyAround(value), code.Sources) is { HasValue: true, Value: null or > MaxSoundLimit };
                return state with
                {
                    Limit = isOpen && !state.IsCountGuarded ? ForwardLimit.Open : ForwardLimit.Sound,
                    LimitValue = assignment,
                };
            case "ForwardedForHeaderName":
                var isSingle = ConstantValues.Find(value, code.BodyAround(value), code.Sources) is { HasValue: true, Value: string name }
                    && ClientAddressHeaders.IsSingleValue(name);
                return state with { SingleValueHeader = isSingle ? assignment : null };
            case "AllowedHosts":
                return state with { RestrictsHosts = !value.IsNullOrDefault() && !IsAnyHost(value) };
            case CandidateIdentifiers.KnownProxies:
                return state with { Proxies = TrustedList.Filled };
            case CandidateIdentifiers.KnownNetworks or CandidateIdentifiers.KnownIPNetworks:
                return state with { Networks = TrustedList.Filled };
            default:
                return state;
        }
    }

    private HashSet<ForwardedOptionsState> Call(IInvocationOperation call, ForwardedOptionsState state)
    {
        var receiver = call.InstanceOf();
        if (subject.ListOf(receiver ?? call.Instance) is { } isProxies)
        {
            return [Change(isProxies, call, state)];
        }

        var lists = call.Arguments.Where(argument => argument.Parameter is not null && subject.ListOf(argument.Value) is not null).ToList();
        if (lists.Count > 0 && !call.TargetMethod.IsFromFramework())
        {
            return CallWithLists(call, lists, state);
        }

        var given = call.Arguments.Where(argument => subject.Is(argument.Value)).ToList();
        var makes = subject.Creations.Contains(call.Syntax);
        if (given.Count == 0 && !makes && call.TargetMethod.MethodKind != MethodKind.LocalFunction)
        {
            return [state];
        }

        if (code.BodyOf(call.TargetMethod) is { } body && _calls.Count < MaxCalls && !_calls.Contains(call.TargetMethod, SymbolEqualityComparer.Default))
        {
            foreach (var argument in given.Where(argument => argument.Parameter is not null))
            {
                subject.Names.Add(argument.Parameter!.OriginalDefinition);
            }

            if (makes)
            {
                code.AddReturned(body, subject);
            }

            _calls.Push(call.TargetMethod);
            var states = WalkFunction(body, [state]);
            _calls.Pop();
            return states;
        }

        return [given.Count > 0 && !SetupCode.OnlyUses(call.TargetMethod) ? state with { IsHandedOn = true } : state];
    }

    /// <summary>A helper that is given a list: what its code does to it, or that it fills it where the code is not at hand.</summary>
    private HashSet<ForwardedOptionsState> CallWithLists(IInvocationOperation call, IReadOnlyList<IArgumentOperation> lists, ForwardedOptionsState state)
    {
        if (code.BodyOf(call.TargetMethod) is not { } body || _calls.Count >= MaxCalls || _calls.Contains(call.TargetMethod, SymbolEqualityComparer.Default))
        {
            return [lists.Aggregate(state, (before, list) => Fill(subject.ListOf(list.Value) == true, before))];
        }

        foreach (var list in lists)
        {
            subject.Alias(list.Parameter!.OriginalDefinition, list.Value);
        }

        _calls.Push(call.TargetMethod);
        var states = WalkFunction(body, [state]);
        _calls.Pop();
        return states;
    }

    private ForwardedOptionsState Change(bool isProxies, IInvocationOperation call, ForwardedOptionsState state)
    {
        var name = call.TargetMethod.Name;
        if (name == "Clear")
        {
            var wasEmpty = state.Proxies == TrustedList.Cleared && state.Networks == TrustedList.Cleared;
            var cleared = isProxies ? state with { Proxies = TrustedList.Cleared } : state with { Networks = TrustedList.Cleared };
            var isEmpty = cleared.Proxies == TrustedList.Cleared && cleared.Networks == TrustedList.Cleared;
            return cleared with
            {
                HoldsEverybody = state.HoldsEverybody && !isEmpty,
                FirstClear = state.FirstClear ?? call,
                Emptied = isEmpty && !wasEmpty ? call : state.Emptied,
            };
        }

        var adds = name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Insert", StringComparison.Ordinal);
        if (!adds && call.TargetMethod.IsFromFramework())
        {
            return state;
        }

        return Fill(isProxies, state) with
        {
            HoldsEverybody = state.HoldsEverybody
                || code.RangesAdded(call).Any(TrustedRange.HoldsEverybody)
                || TrustedRange.HoldEverybody(RangesUpTo(call)),
        };
    }

    /// <summary>The parts of everybody that the call adds to a list, and that the code around it has added before.</summary>
    private IEnumerable<AddressRange> RangesUpTo(IInvocationOperation call)
        => code.BodyAround(call).Operations.OfType<IInvocationOperation>()
            .Where(other => other.Syntax.SpanStart <= call.Syntax.SpanStart
                && (other.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal) || other.TargetMethod.Name.StartsWith("Insert", StringComparison.Ordinal))
                && subject.ListOf(other.InstanceOf() ?? other.Instance) is not null)
            .SelectMany(code.RangesAdded)
            .Where(range => !TrustedRange.HoldsEverybody(range));

    private static ForwardedOptionsState Fill(bool isProxies, ForwardedOptionsState state)
        => isProxies ? state with { Proxies = TrustedList.Filled } : state with { Networks = TrustedList.Filled };

    /// <summary><c>AllowedHosts.Add(...)</c>, <c>AllowedHosts = { ... }</c>; not <c>Clear()</c>.</summary>
    private static bool IsFilled(IPropertyReferenceOperation hosts) => hosts.Parent switch
    {
        IInvocationOperation call => call.TargetMethod.Name != "Clear" && !IsAnyHost(call),
        IMemberInitializerOperation member => member.Initializer.Initializers.Length > 0 && !IsAnyHost(member),
        _ => true,
    };

    /// <summary>A star allows every host; in a list of its own it is all that the list says.</summary>
    private static bool IsAnyHost(IOperation value)
        => value.Syntax.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Any(literal => literal.Token.Value is "*");

    /// <summary>The values of a conditional expression are two paths.</summary>
    private static IEnumerable<IOperation> Alternatives(IOperation value)
        => value.Unwrap() is IConditionalOperation { WhenFalse: { } whenFalse } conditional
            ? Alternatives(conditional.WhenTrue).Concat(Alternatives(whenFalse)).Take(8)
            : [value];
}
