using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>
/// Finds the comparisons of one member that decide something by the text of an address. Keys of caches and counters,
/// queries that a database runs, and noticing that an address has changed are none.
/// </summary>
internal sealed class TextComparisons(MemberAnalysis member)
{
    private readonly AddressTexts _texts = new(member);

    /// <summary>Whether the operation is such a comparison.</summary>
    public bool Match(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            => IsText(comparison.LeftOperand.Unwrap().Type)
                && Pair(comparison.LeftOperand, comparison.RightOperand, isPart: false, comparison),
        IInvocationOperation call => MatchCall(call),
        IIsPatternOperation test => MatchPatterns(test.Value, [test.Pattern]),
        ISwitchExpressionOperation choice => MatchPatterns(choice.Value, choice.Arms.Select(arm => arm.Pattern)),
        ISwitchOperation choice => MatchPatterns(choice.Value, choice.Cases.SelectMany(part => part.Clauses)),
        _ => false,
    };

    private bool MatchCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!call.Type.IsBoolean()
            || (method.IsFromFramework() ? method.Name is not ("Equals" or "StartsWith" or "EndsWith" or "Contains") : !IsOwnEquals(method)))
        {
            return false;
        }

        var arguments = call.ExplicitArguments().Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).Select(argument => argument.Value).ToList();
        if (call.InstanceOf() is { } instance && IsText(instance.Type))
        {
            return arguments.Count > 0
                && IsText(arguments[0].Unwrap().Type)
                && Pair(instance, arguments[0], isPart: !method.Name.StartsWith("Equals", StringComparison.Ordinal), call);
        }

        if (method.Name == "Equals")
        {
            return arguments.Count > 1 && IsText(arguments[0].Unwrap().Type) && Pair(arguments[0], arguments[1], isPart: false, call);
        }

        return method.Name == "Contains"
            && arguments.Count > 0
            && call.InstanceOf() is { } collection
            && collection.Type.ElementType() is { SpecialType: SpecialType.System_String }
            && IsInList(collection, arguments[0], call);
    }

    /// <summary>Another way to write <c>text.Equals(other, StringComparison.OrdinalIgnoreCase)</c>.</summary>
    private static bool IsOwnEquals(IMethodSymbol method)
        => method.IsExtensionMethod
            && method.Name.StartsWith("Equals", StringComparison.Ordinal)
            && (method.ReducedFrom ?? method).Parameters is [{ Type.SpecialType: SpecialType.System_String }, { Type.SpecialType: SpecialType.System_String }, ..];

    private bool IsInList(IOperation collection, IOperation text, IInvocationOperation call)
    {
        if (text.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant is string entry && AddressLiterals.IsWhole(entry) && _texts.Of(collection) != TextOrigin.None;
        }

        return _texts.Of(text) != TextOrigin.None
            && collection.Type?.AllInterfaces.Any(contract => contract.Name == "IQueryable") != true
            && collection.Type?.Name != "IQueryable"
            && IsDecision(call)
            && !IsKept(collection);
    }

    /// <summary>A list to which the same code adds is a record of what it has seen.</summary>
    private bool IsKept(IOperation collection)
        => member.Body.Operations.OfType<IInvocationOperation>().Any(call
            => call.TargetMethod.Name is "Add" or "TryAdd" or "Remove" or "Enqueue" or "Push"
                && call.ExplicitArguments().Any(argument => _texts.Of(argument.Value) != TextOrigin.None)
                && SameValue.Is(call.InstanceOf(), collection, member.Body));

    private bool Pair(IOperation left, IOperation right, bool isPart, IOperation comparison)
        => IsComparedWith(left, right, isPart, comparison) || IsComparedWith(right, left, isPart, comparison);

    private bool IsComparedWith(IOperation text, IOperation other, bool isPart, IOperation comparison)
    {
        if (other.IsNullOrEmptyText() || text.ConstantValue.HasValue)
        {
            return false;
        }

        if (Constant(other) is { } constant)
        {
            return (isPart ? AddressLiterals.IsPart(constant) : AddressLiterals.IsWhole(constant))
                && _texts.Of(text) != TextOrigin.None
                && !OnlyRewrites(comparison);
        }

        return !other.Unwrap().ConstantValue.HasValue
            && _texts.Of(text) != TextOrigin.None
            && IsText(other.Unwrap().Type)
            && IsDecision(comparison)
            && !IsAssigned(other);
    }

    /// <summary><c>text == "::1" ? "127.0.0.1" : text</c> shows an address in another way and decides nothing.</summary>
    private static bool OnlyRewrites(IOperation comparison)
    {
        while (comparison.Parent is IParenthesizedOperation or IBinaryOperation)
        {
            comparison = comparison.Parent;
        }

        return comparison.Parent is IConditionalOperation conditional
            && conditional.Condition == comparison
            && (IsRewriting(conditional.WhenTrue) || (conditional.Type is not null && IsRewriting(conditional.WhenFalse)));
    }

    private static bool IsRewriting(IOperation? branch) => branch switch
    {
        IBlockOperation { Operations: [var only] } => IsRewriting(only),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } => IsRewriting(assignment.Value),
        IReturnOperation { ReturnedValue: { } returned } => IsRewriting(returned),
        _ => branch?.Unwrap().ConstantValue is { HasValue: true, Value: string text } && AddressLiterals.IsWhole(text),
    };

    private string? Constant(IOperation value)
    {
        value = value.Unwrap();
        if (value is IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } && !value.ConstantValue.HasValue)
        {
            value = member.Facts.Sources.InitializerOf(field)?.Unwrap() ?? value;
        }

        return value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }

    private bool MatchPatterns(IOperation value, IEnumerable<IOperation> patterns)
        => IsText(value.Unwrap().Type)
            && patterns.SelectMany(pattern => pattern.DescendantsAndSelf())
                .Any(part => part.ConstantValue is { HasValue: true, Value: string text } && AddressLiterals.IsWhole(text))
            && _texts.Of(value) != TextOrigin.None;

    /// <summary><c>Any(entry =&gt; entry == text)</c> decides, <c>First(...)</c> looks something up, and a database compares by its own rules.</summary>
    private bool IsDecision(IOperation comparison)
    {
        if (comparison.IsInExpressionTree(member.Types))
        {
            return false;
        }

        return comparison.EnclosingFunction() is not IAnonymousFunctionOperation lambda
            || lambda.ReceivingCall() is not { } call
            || call.TargetMethod.Name is not ("Where" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault"
                or "Find" or "FindAll" or "FindIndex" or "Count" or "RemoveAll" or "RemoveWhere" or "Select" or "GroupBy" or "OrderBy");
    }

    /// <summary><c>if (user.LastIp != ip) user.LastIp = ip</c> notices a change.</summary>
    private bool IsAssigned(IOperation other)
        => member.Body.Operations.OfType<IAssignmentOperation>().Any(assignment
            => _texts.Of(assignment.Value) != TextOrigin.None && SameValue.Is(assignment.Target, other, member.Body));

    private static bool IsText(ITypeSymbol? type)
        => type?.SpecialType == SpecialType.System_String
            || type is INamedTypeSymbol { Name: "StringValues" } values && values.IsFromFramework()
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && nullable.TypeArguments[0].Name == "StringValues");
}
