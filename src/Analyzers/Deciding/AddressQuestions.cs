using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>What a question asks about the client's address, and where that address comes from.</summary>
internal readonly record struct AddressQuestion(IOperation Operation, Origin Origin, bool AsksLocal);

/// <summary>Tells the questions about addresses from all others: is it in a list, is it equal, is it this machine?</summary>
internal sealed class AddressQuestions(MemberAnalysis member, int depth = 3)
{
    private static readonly string[] AddressWords =
        ["Ip", "IP", "Address", "Allow", "Block", "Ban", "Deny", "Denied", "Permit", "White", "Black", "Safe", "Local", "Internal", "Private", "Remote"];

    private readonly LocalQuestions _local = new(member);

    public AddressQuestion? Match(IOperation question)
        => _local.OriginOf(question) is { } local ? new(question, local, AsksLocal: true)
            : Operands(question).ToList() is { Count: > 0 } operands && Address(ValueOrigins.Of(operands, member)) is { } origin
                ? new(question, origin, AsksLocal: false)
                : depth > 0 && question is IInvocationOperation call ? MatchHelper(call) : null;

    /// <summary>The most telling origin: what the client writes before what the proxy is.</summary>
    private static Origin? Address(IReadOnlyList<Origin> origins)
    {
        foreach (var kind in new[] { OriginKind.ClientHeader, OriginKind.Peer })
        {
            foreach (var origin in origins)
            {
                if (origin.Kind == kind)
                {
                    return origin;
                }
            }
        }

        return null;
    }

    /// <summary>What is compared; nothing where it is only asked whether there is a value.</summary>
    private IEnumerable<IOperation> Operands(IOperation question)
    {
        switch (question)
        {
            case IInvocationOperation call:
                return OperandsOf(call);
            case IBinaryOperation comparison when comparison.LeftOperand.IsNullOrEmptyText() || comparison.RightOperand.IsNullOrEmptyText():
                var other = comparison.LeftOperand.IsNullOrEmptyText() ? comparison.RightOperand : comparison.LeftOperand;
                return Searched(other);
            case IBinaryOperation comparison:
                return new[] { comparison.LeftOperand, comparison.RightOperand }.Where(operand => !IsSize(operand));
            case IIsPatternOperation { Pattern: var pattern } test when HoldsText(pattern):
                return [test.Value];
            case IIsPatternOperation { Value: var found }:
                return Searched(found);
            default:
                return [];
        }
    }

    private IEnumerable<IOperation> OperandsOf(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.IsFromFramework())
        {
            var inputs = call.ExplicitArguments()
                .Where(argument => argument.Parameter?.RefKind is null or RefKind.None or RefKind.In
                    && !argument.Value.ConstantValue.HasValue && argument.Parameter?.Type.Name != "CancellationToken")
                .Select(argument => argument.Value)
                .ToList();

            // A sign-in that is also told the address, for its records, does not decide by it.
            return inputs.Count == 1 || AddressWords.Any(method.Name.Contains)
                ? inputs.Concat(call.InstanceOf() is { } instance && method.IsExtensionMethod ? [instance] : [])
                : [];
        }

        if (method.Name is "TryGetValue" or "ContainsKey")
        {
            return call.ExplicitArguments().Take(1).Select(argument => argument.Value);
        }

        if (CallKinds.IsNeutralQuestion(call))
        {
            return [];
        }

        return method.Name is "Contains" or "Equals" or "StartsWith" or "EndsWith" or "Any" or "All" or "Exists" or "AnyAsync" or "AllAsync"
                or "IsInSubnet" or "SequenceEqual" or "ContainsAsync" or "IsMatch"
            ? new[] { call.Instance }.OfType<IOperation>().Concat(call.Arguments.Select(argument => argument.Value)).Concat(Predicates(call))
            : [];
    }

    /// <summary>What the lambdas of a search compare: <c>Any(range =&gt; range.Contains(ip))</c>.</summary>
    private IEnumerable<IOperation> Predicates(IInvocationOperation search)
        => search.ExplicitArguments()
            .Select(argument => argument.Value.Unwrap())
            .OfType<IAnonymousFunctionOperation>()
            .SelectMany(lambda => lambda.Body.Descendants())
            .OfType<IReturnOperation>()
            .SelectMany(result => result.Descendants())
            .Where(part => part is IBinaryOperation or IInvocationOperation && part.Type.IsBoolean())
            .SelectMany(Operands);

    /// <summary>What was looked for, where it is asked whether a search has found something.</summary>
    private IEnumerable<IOperation> Searched(IOperation value)
    {
        value = value.Unwrap();
        if (value is ILocalReferenceOperation local && member.Body.DefinitionsOf(local.Local) is [{ Kind: DefinitionKind.Value, Source: var source }])
        {
            value = source.Unwrap();
        }

        return value switch
        {
            IInvocationOperation { TargetMethod.Name: "IndexOf" or "CompareTo" } search => [search],
            IInvocationOperation search => Predicates(search),
            _ => [],
        };
    }

    private static bool IsSize(IOperation operand)
        => operand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "AddressFamily" } or IFieldReferenceOperation;

    private static bool HoldsText(IPatternOperation pattern)
        => pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().Any(constant
            => constant.Value.Unwrap().ConstantValue is { HasValue: true, Value: string { Length: > 0 } });

    /// <summary><c>IsAllowed(context)</c>: the answer is looked for in the helper, the question is the call.</summary>
    private AddressQuestion? MatchHelper(IInvocationOperation call)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (AccessDecisions.HasDecidingName(method))
        {
            // Reported where it is answered, once and not at every caller.
            return null;
        }

        if (!method.ReturnType.IsAwaitableBoolean() || method.IsFromFramework() || !MayTouchAddress(method) || member.OfOther(method) is not { } helper)
        {
            return null;
        }

        var inner = new AddressQuestions(helper, depth - 1);
        foreach (var question in AccessDecisions.OfAnswers(helper))
        {
            if (inner.Match(question) is { } found)
            {
                return found with { Operation = call };
            }
        }

        return null;
    }

    /// <summary>A look at the text, so that not every bool helper of an application is bound.</summary>
    private static bool MayTouchAddress(IMethodSymbol method)
        => method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(name
            => name.Identifier.ValueText is "Host" or "Headers" or "Peer" or "RemoteEndPoint" || AddressWords.Any(name.Identifier.ValueText.Contains)));
}
