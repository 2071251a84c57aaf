using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>What is wrong with the order of the pipelines in which forwarded headers or the client are taken in.</summary>
internal sealed class PipelineFindings
{
    private const int MaxRounds = 3;

    public List<TooLate> Late { get; } = [];

    public List<AppliedTwice> Twice { get; } = [];

    /// <summary>What <c>WebApplication</c> puts first.</summary>
    public IReadOnlyList<string> Inserted { get; private init; } = [];

    public static PipelineFindings Find(ForwardedHeadersModel model, SourceLookup sources, WellKnownTypes types, PeerValues peers, CancellationToken cancellation)
    {
        var roots = RootsOf(model, sources, types, cancellation);
        var findings = new PipelineFindings
        {
            Inserted = types.WebApplication is null || roots.Count == 0 ? [] : InsertedMiddleware.In(sources, cancellation),
        };
        var users = new PipelineUsers(model.Code, types, peers);
        var known = new HashSet<(ISymbol, IOperation)>();
        foreach (var body in roots)
        {
            cancellation.ThrowIfCancellationRequested();
            if (body.Owner is IMethodSymbol method)
            {
                Walk(method.Parameters, body.Operations[0]);
            }

            foreach (var operation in body.Operations)
            {
                switch (operation)
                {
                    case IVariableDeclaratorOperation declarator when IsNew(declarator):
                        Walk([declarator.Symbol], FunctionAround(declarator));
                        break;
                    case IFieldReferenceOperation field when known.Add((field.Field, FunctionAround(field))):
                        Walk([field.Field], FunctionAround(field));
                        break;
                    case IAnonymousFunctionOperation lambda when !IsBranch(lambda):
                        Walk(lambda.Symbol.Parameters, lambda.Body);
                        break;
                    case ILocalFunctionOperation { Body: { } code } local:
                        Walk(local.Symbol.Parameters, code);
                        break;
                }
            }
        }

        return findings;

        void Walk(IEnumerable<ISymbol> variables, IOperation function)
        {
            foreach (var variable in variables.Where(variable => TypeOf(variable).IsOrInherits(types.ApplicationBuilder)))
            {
                new PipelineWalk(variable, model, types, users, findings).Run(function);
            }
        }

        // A second name of a pipeline is followed with the first.
        bool IsNew(IVariableDeclaratorOperation declarator)
            => declarator.GetVariableInitializer()?.Value.Unwrap() is IInvocationOperation call
                && call.InstanceOf()?.Type.IsOrInherits(types.ApplicationBuilder) != true;

        bool IsBranch(IAnonymousFunctionOperation lambda)
        {
            var outer = lambda.Parent;
            while (outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
            {
                outer = outer.Parent;
            }

            return outer is IInvocationOperation call && call.InstanceOf()?.Type.IsOrInherits(types.ApplicationBuilder) == true;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    private static IOperation FunctionAround(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
        {
            current = parent;
        }

        return current;
    }

    /// <summary>The members that take headers into a pipeline, and those that have helpers do it.</summary>
    private static List<Body> RootsOf(ForwardedHeadersModel model, SourceLookup sources, WellKnownTypes types, CancellationToken cancellation)
    {
        var roots = model.Roots.Select(model.Code.BodyAround)
            .Where(body => body.Operations.OfType<IInvocationOperation>().Any(call => SetupCalls.IsUseForwardedHeaders(call) || SetupCalls.IsUseClientIp(call)))
            .ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MaxRounds; round++)
        {
            var helpers = roots.Select(body => body.Owner).OfType<IMethodSymbol>()
                .Where(method => method.Parameters.Any(parameter => parameter.Type.IsOrInherits(types.ApplicationBuilder)) && method.Name != "Configure")
                .Select(method => method.Name)
                .Where(names.Add)
                .ToList();
            if (helpers.Count == 0)
            {
                break;
            }

            var callers = sources.Compilation.SyntaxTrees
                .SelectMany(tree => tree.GetRoot(cancellation).DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && helpers.Contains(token.ValueText))
                .Select(token => token.Parent is SimpleNameSyntax name && SetupCalls.CallOf(name) is not null ? SetupCalls.MemberAround(name) : null)
                .Where(member => member is not null)
                .Distinct()
                .Select(member => sources.OperationOf(member))
                .OfType<IOperation>()
                .Select(model.Code.BodyAround);
            roots.AddRange(callers.Where(caller => !roots.Contains(caller)).ToList());
        }

        return roots;
    }
}
