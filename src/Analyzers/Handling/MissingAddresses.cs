using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>
/// Tells whether a value is an address, or the text of one, that need not be there: the peer of a Unix socket, an
/// absent header, text that could not be read, an unknown client.
/// </summary>
internal sealed class MissingAddresses(MemberAnalysis member)
{
    private const int MaxDepth = 10;

    private readonly HeaderReads _headers = new(member);

    public bool MayBe(IOperation? value) => MayBe(value, MaxDepth);

    private bool MayBe(IOperation? value, int depth)
    {
        if (value is null || depth == 0)
        {
            return false;
        }

        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
        {
            return false;
        }

        if (member.Peers.ReadProperty(value) is { Type.SpecialType: SpecialType.None } property)
        {
            return property.Name == "RemoteIpAddress";
        }

        switch (value)
        {
            case IPropertyReferenceOperation { Property: { Name: "Address", ContainingType: var owner } } when owner.Is(member.Types.ClientIp):
            case IInvocationOperation { TargetMethod: { Name: "ToIPAddress", ContainingType: var answer } } when answer.Is(member.Types.ClientIp):
                return true;
            case IConditionalAccessOperation access:
                return MayBe(access.Operation, depth - 1);
            case IConditionalAccessInstanceOperation placeholder:
                return MayBe(placeholder.Receiver(), depth - 1);
            case ICoalesceOperation coalesce:
                return MayBe(coalesce.Value, depth - 1) && (IsPlaceholder(coalesce.WhenNull) || MayBe(coalesce.WhenNull, depth - 1));
            case IInterpolatedStringOperation { Parts: [IInterpolationOperation { Expression: var only }] }:
                return MayBe(only, depth - 1);
            case ILocalReferenceOperation local:
                return member.Body.DefinitionsOf(local.Local).Take(8).Any(definition => MayBeBy(definition, depth));
            case IParameterReferenceOperation { Parameter: var parameter }:
                return parameter.Type.IsOrInherits(member.Types.IPAddress) && parameter.NullableAnnotation == NullableAnnotation.Annotated;
            case IInvocationOperation call when _headers.Match(call) is not null && !call.Type.IsBoolean():
                return true;
            case IPropertyReferenceOperation indexer when _headers.Match(indexer) is not null:
                return true;
            case IInvocationOperation call:
                return MayBeByCall(call, depth);
            default:
                return false;
        }
    }

    private bool MayBeByCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (!method.IsFromFramework())
        {
            return method.ReturnNullableAnnotation == NullableAnnotation.Annotated
                && (method.ReturnType.IsOrInherits(member.Types.IPAddress) || AddressTexts.IsAddressHelper(call));
        }

        // A header that is absent has a text too, and no first line; any other call on what is missing throws.
        return (method.Name is "FirstOrDefault" or "LastOrDefault" or "SingleOrDefault" or "GetValueOrDefault" || IsHeaderValue(call.InstanceOf()))
            && MayBe(call.InstanceOf(), depth - 1);
    }

    private static bool IsHeaderValue(IOperation? value) => value?.Type is { Name: "StringValues" };

    private bool MayBeBy(Definition definition, int depth) => definition switch
    {
        { Kind: DefinitionKind.Value, Source: var source } => MayBe(source, depth - 1),
        { Kind: DefinitionKind.Out, Source: IInvocationOperation { TargetMethod: { Name: "TryParse", ContainingType: var owner } } }
            => owner.Is(member.Types.IPAddress),
        { Kind: DefinitionKind.Out, Source: var call } => _headers.Match(call) is not null,
        _ => false,
    };

    /// <summary>An address or text that stands for "none", which no list holds.</summary>
    private static bool IsPlaceholder(IOperation value)
    {
        value = value.Unwrap();
        return value.ConstantValue.HasValue || value.IsNullOrEmptyText() || value is IFieldReferenceOperation { Field.IsStatic: true };
    }
}
