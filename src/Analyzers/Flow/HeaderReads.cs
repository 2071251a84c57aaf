using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>A request header read under a client-address name: at the read itself, or at the call that names it.</summary>
/// <param name="TakesLeftmost">The helper that was called takes the leftmost entry by itself.</param>
internal readonly record struct HeaderRead(IOperation Operation, string Name, bool IsSplit, bool TakesLeftmost);

/// <summary>Finds the reads of client-address headers in one member.</summary>
/// <param name="names">Other names to look for than those of such headers.</param>
internal sealed class HeaderReads(MemberAnalysis member, HeaderNameValues? names = null)
{
    private const int MaxHelperDepth = 3;

    private readonly HeaderNameValues _names = names ?? member.Names;

    public HeaderRead? Match(IOperation operation)
    {
        if (operation.IsInNameOf())
        {
            return null;
        }

        if (member.Headers.Match(operation, member.Body) is { } access)
        {
            return _names.Find(access.Name, member.Body) is { } name
                ? new HeaderRead(operation, name, access.IsSplit, TakesLeftmost: false)
                : null;
        }

        return operation is IInvocationOperation call ? MatchHelperCall(call) : null;
    }

    private HeaderRead? MatchHelperCall(IInvocationOperation call)
    {
        if (call.TargetMethod.IsFromFramework() && call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Type.SpecialType: SpecialType.System_String, IsImplicit: false }
                && _names.Find(argument.Value, member.Body) is { } name
                && HelperParameter(call, argument) is { } helper
                && HelperReads(helper.Parameter, helper.Analysis, MaxHelperDepth) is { } verdict)
            {
                return new HeaderRead(call, name, verdict.IsSplit, verdict.TakesLeftmost);
            }
        }

        return null;
    }

    /// <summary>The parameter as the helper's own body knows it, with the analysis of that body.</summary>
    private (IParameterSymbol Parameter, MemberAnalysis Analysis)? HelperParameter(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        method = method.OriginalDefinition;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            var lambda = Body.VariableOf(call.Instance) is { } variable
                && member.Body.DefinitionsOf(variable) is [{ Kind: DefinitionKind.Value, Source: var source }]
                    ? source.Unwrap() as IAnonymousFunctionOperation
                    : null;
            return lambda is not null && argument.Parameter!.Ordinal < lambda.Symbol.Parameters.Length
                ? (lambda.Symbol.Parameters[argument.Parameter.Ordinal], member)
                : null;
        }

        if (argument.Parameter!.Ordinal >= method.Parameters.Length)
        {
            return null;
        }

        var parameter = method.Parameters[argument.Parameter.Ordinal];
        return method.MethodKind == MethodKind.LocalFunction
            ? (parameter, member)
            : member.OfOther(method) is { } other ? (parameter, other) : null;
    }

    private static (bool IsSplit, bool TakesLeftmost)? HelperReads(IParameterSymbol parameter, MemberAnalysis helper, int depth)
    {
        foreach (var operation in helper.Body.Operations)
        {
            if (helper.Headers.Match(operation, helper.Body) is { } access && Names(access.Name, parameter, helper.Body))
            {
                if ((helper.Guards.FactsAt(operation) & GuardFacts.Checked) != 0)
                {
                    continue;
                }

                var uses = ValueFlow.Trace(operation, access.IsSplit, helper);
                return (uses.Leftmost is null && helper.Body.Owner is IMethodSymbol owner && owner.ReturnType.ElementType() is { SpecialType: SpecialType.System_String } && access.IsSplit, uses.Leftmost is not null);
            }

            if (depth > 1 && operation is IInvocationOperation inner)
            {
                foreach (var argument in inner.Arguments)
                {
                    if (Names(argument.Value, parameter, helper.Body)
                        && new HeaderReads(helper).HelperParameter(inner, argument) is { } next
                        && !SymbolEqualityComparer.Default.Equals(next.Parameter, parameter)
                        && HelperReads(next.Parameter, next.Analysis, depth - 1) is { } verdict)
                    {
                        return verdict;
                    }
                }
            }
        }

        return null;
    }

    private static bool Names(IOperation name, IParameterSymbol parameter, Body body, int depth = 4)
    {
        name = name.Unwrap();
        return depth > 0 && name switch
        {
            IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, parameter),
            ILocalReferenceOperation local => body.DefinitionsOf(local.Local).Any(definition
                => definition.Kind == DefinitionKind.Value && Names(definition.Source, parameter, body, depth - 1)),
            ICoalesceOperation coalesce => Names(coalesce.Value, parameter, body, depth - 1),
            IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } text } => Names(text, parameter, body, depth - 1),
            _ => false,
        };
    }
}
