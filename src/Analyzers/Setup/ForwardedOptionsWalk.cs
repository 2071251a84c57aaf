using Microsoft.CodeAnalysis;
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
        return counts.Evaluate(condition, empty) is { } ifEmpty && ifEmpty != isTrue ? state with { IsCountGuarded = true } : state;
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
                return [state with { Flags = Combine(state.Flags, compound), FlagsValue = compound }];
            case IPropertyReferenceOperation reference when subject.OptionOf(reference) == "AllowedHosts" && IsFilled(reference):
                return [state with { RestrictsHosts = true }];
            case IInvocationOperation call:
                return Call(call, state);
            default:
                return [state];
        }
    }

    private static ForwardedOptionsState Assign(string option, IOperation value, IOperation assignment, ForwardedOptionsState state)
    {
        switch (option)
        {
            case CandidateIdentifiers.ForwardedHeaders:
                return state with { Flags = FlagsOf(value, state.Flags), FlagsValue = value };
            case "ForwardLimit":
                var isOpen = value.IsNullOrDefault() || value.Unwrap().ConstantValue is { HasValue: true, Value: > MaxSoundLimit };
                return state with
                {
                    Limit = isOpen && !state.IsCountGuarded ? ForwardLimit.Open : ForwardLimit.Sound,
                    LimitValue = assignment,
                };
            case "ForwardedForHeaderName":
                var isSingle = value.Unwrap().ConstantValue is { HasValue: true, Value: string name } && ClientAddressHeaders.IsSingleValue(name);
                return state with { SingleValueHeader = isSingle ? assignment : null };
            case "AllowedHosts":
                return state with { RestrictsHosts = !value.IsNullOrDefault() };
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

        foreach (var argument in call.Arguments)
        {
            if (subject.ListOf(argument.Value) is { } isProxiesArgument && !call.TargetMethod.IsFromFramework())
            {
                state = Fill(isProxiesArgument, state);
            }
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
            HoldsEverybody = state.HoldsEverybody || code.RangesAdded(call).Any(TrustedRange.HoldsEverybody),
        };
    }

    private static ForwardedOptionsState Fill(bool isProxies, ForwardedOptionsState state)
        => isProxies ? state with { Proxies = TrustedList.Filled } : state with { Networks = TrustedList.Filled };

    /// <summary><c>AllowedHosts.Add(...)</c>, <c>AllowedHosts = { ... }</c>; not <c>Clear()</c>.</summary>
    private static bool IsFilled(IPropertyReferenceOperation hosts) => hosts.Parent switch
    {
        IInvocationOperation call => call.TargetMethod.Name != "Clear",
        IMemberInitializerOperation member => member.Initializer.Initializers.Length > 0,
        _ => true,
    };

    /// <summary>The values of a conditional expression are two paths.</summary>
    private static IEnumerable<IOperation> Alternatives(IOperation value)
        => value.Unwrap() is IConditionalOperation { WhenFalse: { } whenFalse } conditional
            ? Alternatives(conditional.WhenTrue).Concat(Alternatives(whenFalse)).Take(8)
            : [value];

    private static ForwardedFlags FlagsOf(IOperation value, ForwardedFlags before)
    {
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: int constant })
        {
            return ForwardedFlags.Exactly(constant);
        }

        return value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } or
            ? Either(or.LeftOperand, or.RightOperand) ?? Either(or.RightOperand, or.LeftOperand) ?? ForwardedFlags.Unknown
            : value is IPropertyReferenceOperation { Property.Name: CandidateIdentifiers.ForwardedHeaders } && before != default
                ? before
                : ForwardedFlags.Unknown;

        ForwardedFlags? Either(IOperation known, IOperation other)
            => known.Unwrap().ConstantValue is { HasValue: true, Value: int flags } ? FlagsOf(other, before).Plus(flags) : null;
    }

    private static ForwardedFlags Combine(ForwardedFlags before, ICompoundAssignmentOperation compound)
        => compound.Value.Unwrap().ConstantValue is { HasValue: true, Value: int flags }
            ? compound.OperatorKind switch
            {
                BinaryOperatorKind.Or => before.Plus(flags),
                BinaryOperatorKind.And => before.Only(flags),
                _ => ForwardedFlags.Unknown,
            }
            : ForwardedFlags.Unknown;
}
