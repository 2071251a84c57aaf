using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// One member as a flat list of its operations, sorted by kind, for the first look of every rule; and, once a rule
/// wants more, its analysis. Hosts may run rules at the same time: the analysis is used by one at a time.
/// </summary>
internal sealed class MemberScan
{
    private readonly ImmutableArray<IOperation> _roots;
    private readonly ISymbol _owner;
    private readonly Dictionary<OperationKind, List<IOperation>> _byKind = [];
    private readonly object _gate = new();
    private MemberAnalysis? _analysis;

    public MemberScan(ImmutableArray<IOperation> roots, ISymbol owner, CompilationFacts facts, RuleOptions options)
    {
        _roots = roots;
        _owner = owner;
        Facts = facts;
        Options = options;
        Headers = new RequestHeaders(facts.Types, options.Headers);
        foreach (var operation in roots.SelectMany(root => root.DescendantsAndSelf()))
        {
            if (!_byKind.TryGetValue(operation.Kind, out var sameKind))
            {
                _byKind[operation.Kind] = sameKind = [];
            }

            sameKind.Add(operation);
        }
    }

    public ISymbol Owner => _owner;

    public CompilationFacts Facts { get; }

    /// <summary>The options that hold for the member's file.</summary>
    public RuleOptions Options { get; }

    public RequestHeaders Headers { get; }

    public bool Any(OperationKind[] kinds, Func<IOperation, bool> isCandidate)
    {
        foreach (var kind in kinds)
        {
            if (_byKind.TryGetValue(kind, out var operations) && operations.Exists(operation => isCandidate(operation)))
            {
                return true;
            }
        }

        return false;
    }

    public void Analyze(Action<MemberAnalysis> analyze)
    {
        lock (_gate)
        {
            analyze(_analysis ??= new MemberAnalysis(new Body(_roots, _owner, MemberAnalysis.GraphOf), Facts, Options));
        }
    }

    /// <summary>Whether a request header may be read here, directly or by a helper that is given its name.</summary>
    public bool MayReadHeader(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Arguments.Any(MayNameHeader)
            || Headers.Match(call, body: null) is not null
            || HeaderQueries.NameIn(call) is not null,
        IPropertyReferenceOperation { Arguments.Length: 1 } indexer
            => MayNameHeader(indexer.Arguments[0]) || Headers.Match(indexer, body: null) is not null,
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "KeyValuePair" } } => true,
        _ => false,
    };

    private bool MayNameHeader(IArgumentOperation argument)
        => argument.Value.ConstantValue is { HasValue: true, Value: var constant }
            ? constant is string name && (Options.Headers.Contains(name) || ClientAddressHeaders.Cgi.Contains(name))
            : argument.Value is IFieldReferenceOperation { Field: { IsReadOnly: true, Type.SpecialType: SpecialType.System_String } };
}
