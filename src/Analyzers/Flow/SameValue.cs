using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// Tells whether two expressions name one value: the same variable, the same chain of members, or a local that was
/// given it. For a check and a use of what was checked.
/// </summary>
internal static class SameValue
{
    private const int MaxDepth = 3;

    public static bool Is(IOperation? first, IOperation? second, Body body)
        => first is not null && second is not null
            && Names(first, body, MaxDepth).Any(name => Names(second, body, MaxDepth).Any(other => IsSame(name, other)));

    /// <summary>The expression itself and, for a local, what it was given.</summary>
    private static IEnumerable<IOperation> Names(IOperation value, Body body, int depth)
    {
        value = Plain(value);
        yield return value;
        if (depth == 0 || Body.VariableOf(value) is not ILocalSymbol local)
        {
            yield break;
        }

        foreach (var definition in body.DefinitionsOf(local).Where(definition => definition.Kind == DefinitionKind.Value).Take(8))
        {
            foreach (var name in Names(definition.Source, body, depth - 1))
            {
                yield return name;
            }
        }
    }

    private static bool IsSame(IOperation? first, IOperation? second)
    {
        if (first is null || second is null)
        {
            return first is null && second is null;
        }

        first = Plain(first);
        second = Plain(second);
        return (first, second) switch
        {
            (IInstanceReferenceOperation one, IInstanceReferenceOperation other) => one.ReferenceKind == other.ReferenceKind,
            (IMemberReferenceOperation one, IMemberReferenceOperation other)
                => SymbolEqualityComparer.Default.Equals(one.Member, other.Member)
                    && IsSame(one.Instance, other.Instance)
                    && one is not IPropertyReferenceOperation { Arguments.Length: > 0 },
            (IInvocationOperation one, IInvocationOperation other)
                => SymbolEqualityComparer.Default.Equals(one.TargetMethod, other.TargetMethod)
                    && !one.ExplicitArguments().Any()
                    && IsSame(one.InstanceOf(), other.InstanceOf()),
            _ => Body.VariableOf(first) is { } variable
                && SymbolEqualityComparer.Default.Equals(variable, Body.VariableOf(second)),
        };
    }

    /// <summary>Without conversions, and with <c>?.</c> seen as <c>.</c>.</summary>
    private static IOperation Plain(IOperation value)
    {
        for (var steps = 0; steps < 32; steps++)
        {
            value = value.Unwrap();
            var inner = value switch
            {
                IConditionalAccessOperation access => access.WhenNotNull,
                IConditionalAccessInstanceOperation placeholder => placeholder.Receiver(),
                IDeclarationExpressionOperation declaration => declaration.Expression,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }

            value = inner;
        }

        return value;
    }
}
