using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Whose text a string is.</summary>
[Flags]
internal enum TextOrigin
{
    None = 0,

    /// <summary>An <c>IPAddress</c> from the connection, or one that a method was handed or an object keeps, written out.</summary>
    Address = 1,

    /// <summary>A header that carries a client's address, or a part of it.</summary>
    Header = 2,
}

/// <summary>
/// Follows text back to the address or header it was made of: through locals, text and sequence methods, fallbacks,
/// lambdas over the entries, and into the application's own <c>GetClientIp()</c>.
/// </summary>
/// <param name="helperDepth">How far the application's own methods are followed for what they return.</param>
/// <param name="asksCallers">Whether the parameters of private methods are followed to what their callers give them.</param>
internal sealed class AddressTexts(MemberAnalysis member, int helperDepth = 1, bool asksCallers = false)
{
    private const int MaxDepth = 12;
    private const int MaxCallers = 8;

    private readonly HeaderReads _headers = new(member);

    public TextOrigin Of(IOperation? value) => Of(value, MaxDepth);

    /// <summary>A helper of the application that by its name returns an address as text.</summary>
    public static bool IsAddressHelper(IInvocationOperation call)
        => call.Type?.SpecialType == SpecialType.System_String
            && !call.TargetMethod.IsFromFramework()
            && (call.TargetMethod.Name.Contains("Ip") || call.TargetMethod.Name.Contains("IP") || call.TargetMethod.Name.Contains("Addr"));

    /// <summary>Whether an address comes from the connection, from a caller, or was read from text that did.</summary>
    public TextOrigin OfAddress(IOperation? address) => OfAddress(address, MaxDepth);

    private TextOrigin Of(IOperation? value, int depth)
    {
        if (value is null || depth == 0)
        {
            return TextOrigin.None;
        }

        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
        {
            return TextOrigin.None;
        }

        if (_headers.Match(value) is { } read && read.Operation.Type?.SpecialType != SpecialType.System_Boolean)
        {
            return TextOrigin.Header;
        }

        switch (value)
        {
            case IPropertyReferenceOperation property when member.Peers.ReadProperty(property) is { Type.SpecialType: SpecialType.System_String }:
                return TextOrigin.Address;
            case IPropertyReferenceOperation { Property.IsIndexer: true } element:
                return Of(element.Instance, depth - 1);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "KeyValuePair" } } pair:
                return Of(pair.Instance, depth - 1);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, depth - 1);
            case IConditionalAccessInstanceOperation placeholder:
                return Of(placeholder.Receiver(), depth - 1);
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value, depth - 1) | Of(coalesce.WhenNull, depth - 1);
            case IConditionalOperation conditional:
                return Of(conditional.WhenTrue, depth - 1) | Of(conditional.WhenFalse, depth - 1);
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference, depth - 1);
            case IImplicitIndexerReferenceOperation element:
                return Of(element.Instance, depth - 1);
            case IInterpolatedStringOperation { Parts: [IInterpolationOperation { Expression: var only }] }:
                return Of(only, depth - 1) | (only.Type.IsOrInherits(member.Types.IPAddress) ? OfAddress(only, depth - 1) : TextOrigin.None);
            case IInvocationOperation call:
                return OfCall(call, depth);
            case ILocalReferenceOperation local:
                return OfVariable(local.Local, depth);
            case IParameterReferenceOperation parameter when SequenceOf(parameter) is { } sequence:
                return Of(sequence, depth - 1);
            case IParameterReferenceOperation parameter:
                return OfVariable(parameter.Parameter, depth) | (asksCallers ? OfCallers(parameter.Parameter) : TextOrigin.None);
            default:
                return TextOrigin.None;
        }
    }

    /// <summary>What the calls of a local function or private method give a parameter.</summary>
    private TextOrigin OfCallers(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return TextOrigin.None;
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return OfArguments(this, member, parameter);
        }

        return method is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary }
            ? CallerFacts.CallersOf(method.OriginalDefinition, member.Facts.Sources)
                .OfType<IMethodSymbol>()
                .Where(caller => !SymbolEqualityComparer.Default.Equals(caller, method.OriginalDefinition))
                .Take(MaxCallers)
                .Select(member.OfOther)
                .OfType<MemberAnalysis>()
                .Aggregate(TextOrigin.None, (origin, caller) => origin | OfArguments(new AddressTexts(caller, helperDepth: 0), caller, parameter))
            : TextOrigin.None;
    }

    private static TextOrigin OfArguments(AddressTexts texts, MemberAnalysis caller, IParameterSymbol parameter)
        => caller.Body.Operations.OfType<IInvocationOperation>()
            .Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition))
            .SelectMany(call => call.Arguments.Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal))
            .Where(argument => argument.Value.Unwrap() is not IParameterReferenceOperation { Parameter: var own } || !SymbolEqualityComparer.Default.Equals(own, parameter))
            .Aggregate(TextOrigin.None, (origin, argument) => origin | texts.Of(argument.Value));

    private TextOrigin OfCall(IInvocationOperation call, int depth)
    {
        var instance = call.InstanceOf();
        if (call.TargetMethod.Name == "ToString" && (instance?.Type.IsOrInherits(member.Types.IPAddress) == true || instance?.Type.Is(member.Types.IPEndPoint) == true))
        {
            return OfAddress(instance, depth - 1);
        }

        if (CallKinds.PassesOn(call) || (call.TargetMethod.IsFromFramework() && call.TargetMethod.Name is "First" or "Get" or "ToString"))
        {
            return call.TargetMethod.IsStatic && !call.TargetMethod.IsExtensionMethod ? TextOrigin.None : Of(instance, depth - 1);
        }

        return helperDepth > 0 && IsAddressHelper(call) ? OfHelper(call) : TextOrigin.None;
    }

    private TextOrigin OfHelper(IInvocationOperation call)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || member.OfOther(method) is not { } helper)
        {
            return TextOrigin.None;
        }

        var texts = new AddressTexts(helper, helperDepth - 1);
        return helper.Body.Operations.OfType<IReturnOperation>()
            .Where(result => result.EnclosingFunction() is null)
            .Take(8)
            .Aggregate(TextOrigin.None, (origin, result) => origin | texts.Of(result.ReturnedValue));
    }

    private TextOrigin OfVariable(ISymbol variable, int depth)
        => member.Body.DefinitionsOf(variable).Take(8).Aggregate(TextOrigin.None, (origin, definition) => origin | definition switch
        {
            { Kind: DefinitionKind.Value or DefinitionKind.Element, Source: var source } => Of(source, depth - 1),
            { Kind: DefinitionKind.Out, Source: var call } when _headers.Match(call) is not null => TextOrigin.Header,
            _ => TextOrigin.None,
        });

    private TextOrigin OfAddress(IOperation? address, int depth)
    {
        if (address is null || depth == 0)
        {
            return TextOrigin.None;
        }

        if (member.Peers.IsPeer(address, member.Body))
        {
            return TextOrigin.Address;
        }

        address = address.Unwrap();
        return address switch
        {
            IConditionalAccessOperation access => OfAddress(access.WhenNotNull, depth - 1),
            IConditionalAccessInstanceOperation placeholder => OfAddress(placeholder.Receiver(), depth - 1),
            ICoalesceOperation coalesce => OfAddress(coalesce.Value, depth - 1) | OfAddress(coalesce.WhenNull, depth - 1),
            IConditionalOperation conditional => OfAddress(conditional.WhenTrue, depth - 1) | OfAddress(conditional.WhenFalse, depth - 1),
            IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var owner } } call when owner.Is(member.Types.IPAddress)
                => Of(call.Arguments[0].Value, depth - 1),
            IInvocationOperation { Instance: { } instance } call when call.TargetMethod.ContainingType.Is(member.Types.IPAddress)
                => OfAddress(instance, depth - 1),
            ILocalReferenceOperation local => member.Body.DefinitionsOf(local.Local).Take(8)
                .Aggregate(TextOrigin.None, (origin, definition) => origin | OfAddressDefinition(definition, depth)),
            IMemberReferenceOperation { Member: { IsStatic: false } kept } when !kept.IsFromFramework() && address.Type.IsOrInherits(member.Types.IPAddress)
                => TextOrigin.Address,
            _ => TextOrigin.None,
        };
    }

    private TextOrigin OfAddressDefinition(Definition definition, int depth) => definition switch
    {
        { Kind: DefinitionKind.Value, Source: var source } => OfAddress(source, depth - 1),
        { Kind: DefinitionKind.Out, Source: IInvocationOperation { TargetMethod: { Name: "TryParse", ContainingType: var owner } } call }
            when owner.Is(member.Types.IPAddress) => Of(call.Arguments[0].Value, depth - 1),
        _ => TextOrigin.None,
    };

    /// <summary>What the parameter of a lambda is an element of: <c>parts</c> in <c>parts.Select(part =&gt; ...)</c>.</summary>
    public static IOperation? SequenceOf(IParameterReferenceOperation reference)
        => reference.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function
            && reference.Parameter.Ordinal == 0
            && reference.EnclosingCallOf(function) is { } call
            && call.TargetMethod.IsFromFramework()
                ? call.InstanceOf() ?? call.Arguments.FirstOrDefault()?.Value
                : null;
}
