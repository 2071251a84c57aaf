using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Recognises what is added to a list of trusted proxies, whoever's options it belongs to.</summary>
internal static class TrustedLists
{
    /// <summary>The values that a call adds to a trusted list; none for any other call.</summary>
    public static IEnumerable<IOperation> Added(IInvocationOperation call, WellKnownTypes types, Body body)
        => (call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Insert", StringComparison.Ordinal))
            && IsList(call.InstanceOf(), types, body)
                ? call.ExplicitArguments().Select(argument => argument.Value)
                : [];

    public static bool IsList(IOperation? value, WellKnownTypes types, Body body) => value?.Unwrap() switch
    {
        IPropertyReferenceOperation { Property: { Name: CandidateIdentifiers.KnownProxies or CandidateIdentifiers.KnownNetworks or CandidateIdentifiers.KnownIPNetworks } property }
            => property.ContainingType.Is(types.ForwardedHeadersOptions),
        ILocalReferenceOperation local => body.DefinitionsOf(local.Local) is [{ Kind: DefinitionKind.Value, Source: var source }]
            && source.Unwrap() is IPropertyReferenceOperation && IsList(source, types, body),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver, Parent.Parent: IObjectOrCollectionInitializerOperation { Parent: IMemberInitializerOperation member } }
            => IsList(member.InitializedMember, types, body),
        _ => false,
    };
}
