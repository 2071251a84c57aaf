using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Which forwarded headers an expression switches on.</summary>
internal sealed class FlagValues(SetupCode code)
{
    private const int MaxDepth = 6;

    /// <param name="before">What holds until the value is written, for <c>o.ForwardedHeaders = o.ForwardedHeaders | ...</c>.</param>
    public ForwardedFlags Of(IOperation value, ForwardedFlags before) => Of(value, before, MaxDepth);

    public ForwardedFlags Combine(ForwardedFlags before, ICompoundAssignmentOperation compound)
        => Constant(compound.Value) is { } flags
            ? compound.OperatorKind switch
            {
                BinaryOperatorKind.Or => before.Plus(flags),
                BinaryOperatorKind.And => before.Only(flags),
                _ => ForwardedFlags.Unknown,
            }
            : ForwardedFlags.Unknown;

    private ForwardedFlags Of(IOperation value, ForwardedFlags before, int depth)
    {
        if (Constant(value) is { } constant)
        {
            return ForwardedFlags.Exactly(constant);
        }

        value = value.Unwrap();
        switch (value)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } both when depth > 0:
                return Either(both.LeftOperand, both.RightOperand) ?? Either(both.RightOperand, both.LeftOperand) ?? ForwardedFlags.Unknown;
            case IPropertyReferenceOperation { Property.Name: CandidateIdentifiers.ForwardedHeaders } when before != default:
                return before;
            case ILocalReferenceOperation local when depth > 0:
                return OfVariable(local, depth - 1);
            default:
                return ForwardedFlags.Unknown;
        }

        ForwardedFlags? Either(IOperation known, IOperation other)
            => Constant(known) is { } flags ? Of(other, before, depth - 1).Plus(flags) : null;
    }

    /// <summary>A variable that starts with some flags and is given more: what is added on some paths only stays unknown.</summary>
    private ForwardedFlags OfVariable(ILocalReferenceOperation local, int depth)
    {
        var body = code.BodyAround(local);
        var writes = body.DefinitionsOf(local.Local);
        if (writes.Where(write => write.Kind == DefinitionKind.Value).Take(2).ToList() is not [{ Source: var start }])
        {
            return ForwardedFlags.Unknown;
        }

        var flags = Of(start, default, depth);
        foreach (var write in writes.Where(write => write.Kind != DefinitionKind.Value))
        {
            if (write.Source is not ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Or } more || Constant(more.Value) is not { } added)
            {
                return ForwardedFlags.Unknown;
            }

            var isAlways = more.Parent is IExpressionStatementOperation { Parent: var block } && block == BlockOf(start);
            flags = isAlways ? flags.Plus(added) : new ForwardedFlags(flags.On, flags.Off & ~added, IsUnknown: true);
        }

        return flags;
    }

    private static IOperation? BlockOf(IOperation start)
    {
        var block = start.Parent;
        while (block is not null and not IBlockOperation)
        {
            block = block.Parent;
        }

        return block;
    }

    private int? Constant(IOperation value)
        => ConstantValues.Find(value, code.BodyAround(value), code.Sources) is { HasValue: true, Value: int flags } ? flags : null;
}
