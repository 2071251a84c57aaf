using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// One <c>ForwardedHeadersOptions</c> object under all the names it goes by: what creates it, the variables that hold
/// it, and the variables that hold one of its two lists of trusted proxies.
/// </summary>
internal sealed class OptionsSubject(INamedTypeSymbol optionsType)
{
    private readonly Dictionary<ISymbol, bool> _lists = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> Names { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The expressions that make the object: a <c>new</c>, or the call of a method that does.</summary>
    public HashSet<SyntaxNode> Creations { get; } = [];

    public bool Is(IOperation? operation)
    {
        switch (operation?.Unwrap())
        {
            case ILocalReferenceOperation local:
                return Names.Contains(local.Local);
            case IParameterReferenceOperation parameter:
                return Names.Contains(parameter.Parameter);
            case IMemberReferenceOperation member:
                return Names.Contains(member.Member);
            case IConditionalAccessInstanceOperation placeholder:
                return Is(placeholder.Receiver());
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver:
                return InitializedBy(receiver) is IObjectCreationOperation creation && Creations.Contains(creation.Syntax);
            case IObjectCreationOperation or IInvocationOperation:
                return Creations.Contains(operation.Unwrap().Syntax);
            default:
                return false;
        }
    }

    /// <summary>The name of the option that a reference reads or writes; null for those of other objects.</summary>
    public string? OptionOf(IOperation? operation)
        => operation?.Unwrap() is IPropertyReferenceOperation { Property: var property } reference
            && property.ContainingType.Is(optionsType)
            && Is(reference.Instance)
                ? property.Name
                : null;

    /// <summary>Whether the value is the list of proxies (true) or that of networks (false); null for anything else.</summary>
    public bool? ListOf(IOperation? operation)
    {
        switch (operation?.Unwrap())
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return _lists.TryGetValue(Body.VariableOf(operation.Unwrap())!.OriginalDefinition, out var isProxies) ? isProxies : null;
            case IConditionalAccessInstanceOperation placeholder:
                return ListOf(placeholder.Receiver());
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } receiver:
                return InitializedBy(receiver) is IMemberInitializerOperation member ? ListOf(member.InitializedMember) : null;
            default:
                return OptionOf(operation) switch
                {
                    CandidateIdentifiers.KnownProxies => true,
                    CandidateIdentifiers.KnownNetworks or CandidateIdentifiers.KnownIPNetworks => false,
                    _ => null,
                };
        }
    }

    /// <summary>Takes a variable for another name of the object, or of one of its lists.</summary>
    public void Alias(ISymbol variable, IOperation value)
    {
        if (Is(value))
        {
            Names.Add(variable);
        }
        else if (ListOf(value) is { } isProxies)
        {
            _lists[variable] = isProxies;
        }
    }

    private static IOperation? InitializedBy(IOperation receiver)
    {
        var current = receiver.Parent;
        while (current is not null and not IObjectOrCollectionInitializerOperation)
        {
            current = current.Parent;
        }

        return current?.Parent;
    }
}
