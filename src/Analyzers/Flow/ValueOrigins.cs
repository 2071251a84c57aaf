using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>What of a request a value was made of.</summary>
internal enum OriginKind
{
    /// <summary>The address of whoever connected.</summary>
    Peer,

    /// <summary>A client-address header that no check of the peer stands before.</summary>
    ClientHeader,

    /// <summary>Any other header.</summary>
    OtherHeader,

    /// <summary>The <c>Host</c> header.</summary>
    Host,
}

/// <param name="Read">The read, which may be in a helper, in another file.</param>
/// <param name="Name">The header, or the property that was read.</param>
internal readonly record struct Origin(OriginKind Kind, IOperation Read, string Name);

/// <summary>
/// Follows a value back to the parts of the request that it was made of: through locals, fallbacks, text, sequences,
/// out parameters, and into the helpers and getters of the compilation that return it. Order of assignments is not
/// looked at; steps and depth are bounded.
/// </summary>
internal sealed class ValueOrigins
{
    private const int MaxSteps = 300;
    private const int MaxHelperDepth = 3;

    private readonly MemberAnalysis _member;
    private readonly HeaderReads _headers;
    private readonly int _depth;
    private readonly Queue<IOperation> _pending = new();
    private readonly HashSet<IOperation> _seen = [];
    private readonly List<Origin> _found = [];
    private readonly HashSet<IParameterSymbol> _parameters = new(SymbolEqualityComparer.Default);

    private ValueOrigins(MemberAnalysis member, int depth)
    {
        _member = member;
        _headers = new HeaderReads(member);
        _depth = depth;
    }

    public static IReadOnlyList<Origin> Of(IOperation value, MemberAnalysis member) => Of([value], member);

    public static IReadOnlyList<Origin> Of(IEnumerable<IOperation> values, MemberAnalysis member)
    {
        var origins = new ValueOrigins(member, MaxHelperDepth);
        origins.Follow(values);
        return origins._found;
    }

    private void Follow(IEnumerable<IOperation> values)
    {
        foreach (var value in values)
        {
            Push(value);
        }

        for (var steps = 0; _pending.Count > 0 && steps < MaxSteps; steps++)
        {
            Visit(_pending.Dequeue());
        }
    }

    private void Push(IOperation? value)
    {
        if (value is not null && _seen.Add(value))
        {
            _pending.Enqueue(value);
        }
    }

    private void Visit(IOperation value)
    {
        if (_member.Peers.ReadProperty(value) is { } peer)
        {
            _found.Add(new(OriginKind.Peer, value, peer.Name));
            return;
        }

        if (value is IPropertyReferenceOperation or IInvocationOperation && VisitRequest(value))
        {
            return;
        }

        switch (value)
        {
            case IAnonymousFunctionOperation or IMethodReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation:
                break;
            case ILocalReferenceOperation local:
                VisitVariable(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                VisitParameter(parameter);
                break;
            case IConditionalAccessInstanceOperation placeholder:
                Push(placeholder.Receiver());
                break;
            case IConditionalOperation conditional:
                Push(conditional.WhenTrue);
                Push(conditional.WhenFalse);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                {
                    Push(arm.Value);
                }

                break;
            case IInvocationOperation call:
                VisitCall(call);
                break;
            case IPropertyReferenceOperation property:
                VisitProperty(property);
                break;
            case { Type: { } type } when type.IsBoolean():
                break;
            default:
                foreach (var child in value.ChildOperations)
                {
                    Push(child);
                }

                break;
        }
    }

    /// <summary>Headers and the host; true where the value is one, verified or not.</summary>
    private bool VisitRequest(IOperation value)
    {
        if (_headers.Match(value) is { } read)
        {
            if ((_member.Guards.FactsAt(value) & GuardFacts.Checked) == 0)
            {
                _found.Add(new(OriginKind.ClientHeader, value, read.Name));
            }

            return true;
        }

        if (_member.Headers.Match(value, _member.Body) is { Name: var nameOperation })
        {
            if (nameOperation.Unwrap().ConstantValue is { HasValue: true, Value: string name })
            {
                var isHost = string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase);
                _found.Add(new(isHost ? OriginKind.Host : OriginKind.OtherHeader, value, name));
            }

            return true;
        }

        if (value is not IPropertyReferenceOperation { Property: { IsIndexer: false } property } || property.Name is "Headers")
        {
            return false;
        }

        if (property.Name == "Host" && property.ContainingType.Is(_member.Types.HttpRequest))
        {
            _found.Add(new(OriginKind.Host, value, "Host"));
            return true;
        }

        // Headers.Host, Headers.UserAgent: one property for each header that the framework knows.
        if (property.Type.Name == "StringValues"
            && property.ContainingType.Is(_member.Types.HeaderDictionary)
            && _member.Headers.IsRequestCollection(value.InstanceOf(), _member.Body))
        {
            _found.Add(new(property.Name == "Host" ? OriginKind.Host : OriginKind.OtherHeader, value, property.Name));
            return true;
        }

        return false;
    }

    private void VisitVariable(ISymbol variable)
    {
        foreach (var definition in _member.Body.DefinitionsOf(variable))
        {
            switch (definition)
            {
                case { Kind: DefinitionKind.Out, Source: IInvocationOperation call }:
                    VisitOut(call, variable);
                    break;
                case { Kind: DefinitionKind.Unknown, Source: ICompoundAssignmentOperation compound }:
                    Push(compound.Value);
                    break;
                default:
                    Push(definition.Source);
                    break;
            }
        }
    }

    /// <summary><c>TryParse(text, out var ip)</c>, <c>TryGetClientIp(context, out var ip)</c>.</summary>
    private void VisitOut(IInvocationOperation call, ISymbol variable)
    {
        if (VisitRequest(call))
        {
            return;
        }

        var argument = call.Arguments.FirstOrDefault(candidate
            => candidate.Parameter is not null && SymbolEqualityComparer.Default.Equals(Body.VariableOf(candidate.Value), variable));
        if (argument is not null && Helper(call) is { } helper)
        {
            var parameter = helper.Method.Parameters.ElementAtOrDefault(argument.Parameter!.Ordinal + helper.Shift);
            if (parameter is not null)
            {
                VisitHelper(call, helper, helper.Analysis.Body.DefinitionsOf(parameter).Select(definition => definition.Source));
            }

            return;
        }

        foreach (var input in call.Arguments.Where(input => input.Parameter?.RefKind is null or RefKind.None or RefKind.In))
        {
            Push(input.Value);
        }
    }

    private void VisitParameter(IParameterReferenceOperation reference)
    {
        VisitVariable(reference.Parameter);
        for (var function = reference.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (!SymbolEqualityComparer.Default.Equals(function.FunctionSymbol(), reference.Parameter.ContainingSymbol))
            {
                continue;
            }

            // The parameter of a lambda is an element of what the call runs over; that of a local function, its argument.
            if (function is IAnonymousFunctionOperation lambda && CallOf(lambda) is { } call)
            {
                Push(call.InstanceOf());
            }

            return;
        }

        _parameters.Add(reference.Parameter);
    }

    private static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda)
    {
        var outer = lambda.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            outer = outer.Parent;
        }

        return outer is IInvocationOperation call && call.TargetMethod.IsFromFramework() ? call : null;
    }

    private void VisitCall(IInvocationOperation call)
    {
        if (call.Type.IsBoolean())
        {
            return;
        }

        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
        {
            foreach (var result in _member.Body.Operations.OfType<IReturnOperation>().Where(result
                => SymbolEqualityComparer.Default.Equals(result.EnclosingFunction()?.FunctionSymbol(), call.TargetMethod.OriginalDefinition)))
            {
                Push(result.ReturnedValue);
            }

            PushInputs(call);
        }
        else if (Helper(call) is { } helper)
        {
            VisitHelper(call, helper, Returned(helper.Analysis));
        }
        else if (CallKinds.PassesOn(call) || IsText(call.Type) || (call.TargetMethod.IsFromFramework() && !call.TargetMethod.ReturnsVoid))
        {
            PushInputs(call);
        }
    }

    private void PushInputs(IInvocationOperation call)
    {
        Push(call.Instance);
        foreach (var argument in call.Arguments)
        {
            Push(argument.Value);
        }
    }

    private void VisitProperty(IPropertyReferenceOperation property)
    {
        if (!property.Property.IsFromFramework() && property.Property.GetMethod is { } getter && _depth > 0)
        {
            if (_member.OfOther(getter.OriginalDefinition) is { } other)
            {
                var inner = new ValueOrigins(other, _depth - 1);
                inner.Follow(Returned(other));
                _found.AddRange(inner._found);
            }

            return;
        }

        Push(property.Instance);
    }

    private readonly record struct CalledHelper(IMethodSymbol Method, MemberAnalysis Analysis, int Shift);

    private CalledHelper? Helper(IInvocationOperation call)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (_depth == 0 || method.MethodKind is MethodKind.DelegateInvoke or MethodKind.LocalFunction || method.IsFromFramework())
        {
            return null;
        }

        return _member.OfOther(method) is { } other
            ? new(method, other, method.Parameters.Length - call.TargetMethod.Parameters.Length)
            : null;
    }

    private void VisitHelper(IInvocationOperation call, CalledHelper helper, IEnumerable<IOperation> results)
    {
        var inner = new ValueOrigins(helper.Analysis, _depth - 1);
        inner.Follow(results);
        _found.AddRange(inner._found);
        foreach (var parameter in inner._parameters)
        {
            Push(parameter.Ordinal < helper.Shift
                ? call.Instance
                : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal - helper.Shift)?.Value);
        }
    }

    private static IEnumerable<IOperation> Returned(MemberAnalysis helper)
        => helper.Body.Operations.OfType<IReturnOperation>()
            .Where(result => result.ReturnedValue is not null && result.EnclosingFunction() is null)
            .Select(result => result.ReturnedValue!);

    private static bool IsText(ITypeSymbol? type)
        => type is { SpecialType: SpecialType.System_String } or { Name: "IPAddress" or "Ip" or "StringValues" }
            || (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] } && IsText(awaited));
}
