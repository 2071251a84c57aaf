using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Tells whether a value is the address of the peer: read from the connection, or made of nothing else.</summary>
internal sealed class PeerValues(WellKnownTypes types)
{
    private const int MaxDepth = 12;

    /// <summary>Whether the operation itself reads the peer from the connection; null if it does not.</summary>
    public IPropertySymbol? ReadProperty(IOperation? operation)
    {
        if (operation is not IPropertyReferenceOperation { Property: var property })
        {
            return null;
        }

        var owner = property.ContainingType;
        var isPeer = property.Name switch
        {
            "RemoteIpAddress" => owner.IsOrInherits(types.ConnectionInfo) || owner.IsOrInherits(types.HttpConnectionFeature),
            "Peer" => owner.IsOrInherits(types.ServerCallContext),
            "RemoteEndPoint" => owner.Is(types.HttpListenerRequest),
            _ => false,
        };
        return isPeer ? property : null;
    }

    public bool IsPeer(IOperation? value, Body body) => IsPeer(value, body, MaxDepth);

    private bool IsPeer(IOperation? value, Body body, int depth)
    {
        if (value is null || depth == 0)
        {
            return false;
        }

        value = value.Unwrap();
        if (ReadProperty(value) is not null)
        {
            return true;
        }

        switch (value)
        {
            case IConditionalAccessOperation access:
                return IsPeer(access.WhenNotNull, body, depth - 1);
            case IConditionalAccessInstanceOperation placeholder:
                return IsPeer(placeholder.Receiver(), body, depth - 1);
            case ILocalReferenceOperation local:
                return IsPeerVariable(local.Local, body, depth);
            case IParameterReferenceOperation parameter:
                return IsAddressParameter(parameter.Parameter, body);
            case IPropertyReferenceOperation { Arguments.Length: 0 } part:
                return IsAddressLike(part.Type) && IsPeer(part.Instance, body, depth - 1);
            case IInvocationOperation call:
                return IsDerivedByCall(call, body, depth - 1);
            case ISimpleAssignmentOperation assignment:
                return IsPeer(assignment.Value, body, depth - 1);
            case IObjectCreationOperation creation:
                return IsAddressLike(creation.Type) && creation.Arguments.Any(argument => IsPeer(argument.Value, body, depth - 1));
            case ICoalesceOperation coalesce:
                return IsPeer(coalesce.Value, body, depth - 1)
                    && (IsPlaceholder(coalesce.WhenNull) || IsPeer(coalesce.WhenNull, body, depth - 1));
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return IsPeer(conditional.WhenTrue, body, depth - 1) && IsPeer(otherwise, body, depth - 1);
            case ISwitchExpressionOperation choice:
                return choice.Arms.Length > 0
                    && choice.Arms.All(arm => IsPlaceholder(arm.Value) || IsPeer(arm.Value, body, depth - 1));
            default:
                return false;
        }
    }

    /// <summary>Every value the variable is ever given must be the peer: a check of anything else proves nothing.</summary>
    private bool IsPeerVariable(ISymbol variable, Body body, int depth)
    {
        var any = false;
        foreach (var definition in body.DefinitionsOf(variable))
        {
            if (definition.Kind == DefinitionKind.Value && IsPlaceholder(definition.Source))
            {
                continue;
            }

            var isPeer = definition switch
            {
                { Kind: DefinitionKind.Value, Source: var source } => IsPeer(source, body, depth - 1),
                { Kind: DefinitionKind.Out, Source: IInvocationOperation call }
                    => call.Arguments.Any(argument
                        => argument.Parameter?.RefKind == RefKind.None && IsPeer(argument.Value, body, depth - 1)),
                _ => false,
            };
            if (!isPeer)
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    /// <summary>
    /// An address that a method is handed and leaves alone is taken for the peer: text from a header is parsed where
    /// it is read, and that read is looked at there. The parameter of a lambda is an element of some list.
    /// </summary>
    private bool IsAddressParameter(IParameterSymbol parameter, Body body)
        => parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction }
            && (parameter.Type.Is(types.IPAddress) || parameter.Type.Is(types.IPEndPoint))
            && body.DefinitionsOf(parameter).Count == 0;

    private bool IsDerivedByCall(IInvocationOperation call, Body body, int depth)
    {
        if (!IsAddressLike(call.Type) && !IsAwaitedAddress(call.Type))
        {
            return false;
        }

        if (IsPeer(call.Instance, body, depth))
        {
            return true;
        }

        var inputs = call.Arguments.Where(argument
            => argument.Parameter?.RefKind is RefKind.None or null && !argument.Value.ConstantValue.HasValue).ToList();
        return call.TargetMethod.IsFromFramework()
            ? inputs.Any(argument => IsPeer(argument.Value, body, depth))
            : inputs.Count == 1 && IsPeer(inputs[0].Value, body, depth);
    }

    private static bool IsAwaitedAddress(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task
            && IsAddressLike(task.TypeArguments[0]);

    private static bool IsAddressLike(ITypeSymbol? type)
    {
        if (type is null || type.IsBoolean())
        {
            return false;
        }

        return type.SpecialType == SpecialType.System_String
            || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char }
            || type.Name is "IPAddress" or "IPEndPoint" or "EndPoint" or "Ip" or "ReadOnlySpan" or "Span"
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                && nullable.TypeArguments[0].Name == "Ip");
    }

    /// <summary>A value that stands for "none": a check of it fails or is meaningless, and it comes from no header.</summary>
    private static bool IsPlaceholder(IOperation value)
    {
        value = value.Unwrap();
        return value.IsNullOrDefault()
            || value is IThrowOperation
            || value.ConstantValue.HasValue
            || value is IFieldReferenceOperation { Field.IsStatic: true };
    }
}
