using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <content>Values that are handed to somebody's own methods, and what those do with them.</content>
internal sealed partial class ValueFlow
{
    /// <summary>What the helper does with its parameter is done with the value; false where its source is not at hand.</summary>
    private bool VisitHelper(IInvocationOperation call, IOperation value, Shape shape)
    {
        if (value is not IArgumentOperation { Parameter: { } given })
        {
            return false;
        }

        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
        {
            FollowVariable(call.TargetMethod.OriginalDefinition.Parameters[given.Ordinal], shape);
            Push(call, shape);
            return true;
        }

        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (_depth == 0 || method.IsFromFramework() || given.Ordinal >= method.Parameters.Length || _member.OfOther(method) is not { } helper)
        {
            return false;
        }

        var inner = new ValueFlow(helper, _depth - 1);
        inner.FollowVariable(method.Parameters[given.Ordinal], shape);
        var uses = inner.Run();
        if (uses.Leftmost is not null)
        {
            Take(call, leftmost: true);
        }

        // What it returns may be the value, and goes where the call's result goes.
        var isFollowed = IsAddressText(call.Type);
        _log |= uses.ReachesLog;
        _check |= uses.ReachesCheck;
        _compared |= uses.IsCompared;
        _else |= inner._else || inner._pending.Count > 0 || (inner._returned && !isFollowed);
        if (isFollowed && uses.Leftmost is null)
        {
            Push(call, shape);
        }

        return true;
    }

    private static bool IsAddressText(ITypeSymbol? type)
        => type is { SpecialType: SpecialType.System_String } or { Name: "IPAddress" or "StringValues" } || type.ElementType() is not null;

    /// <summary><c>builder.Append(value)</c> puts it into the builder, wherever the chain of calls began.</summary>
    private void FollowBuilder(IInvocationOperation call, IOperation value)
    {
        if (value is not IArgumentOperation || call.TargetMethod.ContainingType.Name != "StringBuilder")
        {
            return;
        }

        var root = call.Instance;
        while (root is IInvocationOperation inner)
        {
            root = inner.Instance;
        }

        FollowVariable(Body.VariableOf(root), Shape.Whole);
    }
}
