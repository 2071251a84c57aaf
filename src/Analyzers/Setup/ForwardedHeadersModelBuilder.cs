using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Binds the members that hold candidates, and no others, and finds the sites and calls in them.</summary>
internal sealed class ForwardedHeadersModelBuilder
{
    private readonly SourceLookup _sources;
    private readonly WellKnownTypes _types;
    private readonly INamedTypeSymbol? _optionsType;
    private readonly SetupCode _code;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<SyntaxNode> _members = [];
    private readonly List<Body> _bodies = [];
    private readonly HashSet<IMethodSymbol> _helpers = new(SymbolEqualityComparer.Default);
    private readonly List<ForwardedOptionsSite> _sites = [];
    private bool _isConfiguredUnseen;
    private bool _isConfiguredInContainer;
    private bool _callsForeignOverload;
    private bool _rewrites;

    public ForwardedHeadersModelBuilder(SourceLookup sources, WellKnownTypes types, CancellationToken cancellation)
    {
        _sources = sources;
        _types = types;
        _optionsType = types.ForwardedHeadersOptions;
        _code = new SetupCode(sources, types);
        _cancellation = cancellation;
    }

    public ForwardedHeadersModel Build(bool isLibrary)
    {
        foreach (var tree in _sources.Compilation.SyntaxTrees)
        {
            foreach (var token in CandidateIdentifiers.In(tree, _cancellation))
            {
                if (token.Parent is SimpleNameSyntax name && _sources.ModelOf(tree) is { } model)
                {
                    Record(name, model);
                }
            }
        }

        _bodies.AddRange(_members.Select(member => _sources.OperationOf(member)).OfType<IOperation>().Select(_code.BodyAround).Distinct());
        var operations = _bodies.SelectMany(body => body.Operations).ToList();
        _helpers.UnionWith(operations.OfType<IInvocationOperation>().Where(IsHelper).Select(call => Definition(call.TargetMethod)));
        if (_optionsType is not null)
        {
            foreach (var operation in operations)
            {
                _cancellation.ThrowIfCancellationRequested();
                AddCreation(operation);
                AddFunction(operation);
            }

            foreach (var body in _bodies)
            {
                AddMethod(body);
            }

            foreach (var operation in operations)
            {
                AddHolder(operation);
            }
        }

        return new(
            _code,
            [.. _bodies.Select(body => body.Operations[0])],
            _sites,
            [.. operations.OfType<IInvocationOperation>().Where(SetupCalls.IsUseForwardedHeaders).Select(CallOf)],
            _isConfiguredUnseen,
            _isConfiguredInContainer,
            _callsForeignOverload,
            _rewrites,
            isLibrary);
    }

    private void Record(SimpleNameSyntax name, SemanticModel model)
    {
        switch (name.Identifier.ValueText)
        {
            case CandidateIdentifiers.UseForwardedHeaders:
                if (SetupCalls.CallOf(name) is { } call && model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol method)
                {
                    RecordCall(method);
                }

                break;
            case CandidateIdentifiers.RewriteRemoteIpAddress:
                _rewrites |= name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment
                    && assignment.Left.Span.Contains(name.Span)
                    && SetupCalls.IsOfPolicyOptions(model.GetSymbolInfo(name, _cancellation).Symbol)
                    && model.GetConstantValue(assignment.Right, _cancellation) is not { HasValue: true, Value: false };
                break;
            case CandidateIdentifiers.ForwardedHeadersOptions:
                if ((model.GetSymbolInfo(name, _cancellation).Symbol as INamedTypeSymbol).Is(_optionsType))
                {
                    _isConfiguredUnseen |= SetupCalls.ConfiguresUnseen(name, model, _cancellation);
                    _isConfiguredInContainer |= SetupCalls.IsConfigured(name);
                }

                break;
        }

        if (SetupCalls.MemberAround(name) is { } member)
        {
            _members.Add(member);
        }
    }

    private void RecordCall(IMethodSymbol method)
    {
        if (!SetupCalls.IsFrameworks(method))
        {
            // Somebody's overload: judged by the framework call it makes, if its source shows one.
            var isInSource = method.Locations.Any(location => location.IsInSource);
            _callsForeignOverload |= !isInSource || !method.DeclaringSyntaxReferences.Any(reference
                => reference.GetSyntax(_cancellation).DescendantTokens().Any(token
                    => token.ValueText == CandidateIdentifiers.UseForwardedHeaders && token.Parent is SimpleNameSyntax));
        }
    }

    /// <summary>A method of this compilation that is given the options, or makes them: its callers show what for.</summary>
    private bool IsHelper(IInvocationOperation call)
        => call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            && (call.TargetMethod.ReturnType.Is(_optionsType) || call.Arguments.Any(argument => argument.Value.Unwrap().Type.Is(_optionsType)))
            && Definition(call.TargetMethod).Locations.Any(location => location.IsInSource);

    private void AddCreation(IOperation operation)
    {
        var isCreation = operation is IObjectCreationOperation { Type: { } type } && type.Is(_optionsType);
        var isMaker = operation is IInvocationOperation call
            && call.TargetMethod.ReturnType.Is(_optionsType)
            && _helpers.Contains(Definition(call.TargetMethod))
            && HandedOut(call) is null
            && MakesWhatItReturns(call)
            && !call.Arguments.Any(argument => argument.Value.Unwrap().Type.Is(_optionsType));
        if ((!isCreation && !isMaker) || IsInMaker(operation))
        {
            return;
        }

        var subject = new OptionsSubject(_optionsType!);
        subject.Creations.Add(operation.Syntax);
        var use = operation.Parent;
        var isFallback = false;
        while (use is IConversionOperation or IParenthesizedOperation or ICoalesceOperation)
        {
            isFallback |= use is ICoalesceOperation;
            use = use.Parent;
        }

        var holders = use switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => [declarator.Symbol],
            IAssignmentOperation { Target: IMemberReferenceOperation member } => [member.Member],
            IAssignmentOperation assignment when Body.VariableOf(assignment.Target) is { } variable => [variable],
            IFieldInitializerOperation field => field.InitializedFields.Cast<ISymbol>(),
            IPropertyInitializerOperation property => property.InitializedProperties,
            IReturnOperation when _code.BodyAround(operation).Owner is IMethodSymbol { AssociatedSymbol: { } property } => [property],
            _ => [],
        };
        subject.Names.UnionWith(holders);
        var isShared = use is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "Options" } } };
        Add(operation, subject, isShared, FunctionAround(operation), new ForwardedOptionsState { IsHandedOn = isFallback });
    }

    private bool MakesWhatItReturns(IInvocationOperation call)
        => _code.BodyOf(call.TargetMethod) is { } body
            && SetupCode.ReturnedBy(body).All(returned => returned is IObjectCreationOperation or ILocalReferenceOperation or IInvocationOperation);

    private bool IsInMaker(IOperation operation)
    {
        var function = operation.EnclosingFunction() is ILocalFunctionOperation local ? local.Symbol : _code.BodyAround(operation).Owner as IMethodSymbol;
        return function is not null && function.ReturnType.Is(_optionsType) && _helpers.Contains(Definition(function));
    }

    private void AddFunction(IOperation operation)
    {
        if (operation.FunctionSymbol() is { } function && !_helpers.Contains(Definition(function)))
        {
            AddParameters(operation, function, operation is IAnonymousFunctionOperation lambda ? lambda.Body : ((ILocalFunctionOperation)operation).Body);
        }
    }

    private void AddMethod(Body body)
    {
        if (body.Owner is IMethodSymbol method && !_helpers.Contains(Definition(method)))
        {
            AddParameters(body.Operations[0], method, body.Operations[0]);
        }
    }

    private void AddParameters(IOperation origin, IMethodSymbol function, IOperation? code)
    {
        foreach (var parameter in function.Parameters.Where(parameter => parameter.Type.Is(_optionsType)))
        {
            var subject = new OptionsSubject(_optionsType!);
            subject.Names.Add(parameter);
            Add(origin, subject, isShared: true, code, new ForwardedOptionsState { IsCreated = true });
        }
    }

    /// <summary>A variable whose options come from elsewhere, as <c>IOptions&lt;&gt;.Value</c> does: those of the container.</summary>
    private void AddHolder(IOperation operation)
    {
        if (operation is IPropertyReferenceOperation { Instance: { } instance } option
            && option.Property.ContainingType.Is(_optionsType)
            && instance.Unwrap() is ILocalReferenceOperation or IMemberReferenceOperation
            && !_sites.Any(site => site.Subject.Is(instance)))
        {
            var subject = new OptionsSubject(_optionsType!);
            subject.Names.Add(instance.Unwrap() is ILocalReferenceOperation local ? local.Local : ((IMemberReferenceOperation)instance.Unwrap()).Member);
            Add(instance, subject, isShared: true, FunctionAround(operation), new ForwardedOptionsState { IsCreated = true });
        }
    }

    private void Add(IOperation origin, OptionsSubject subject, bool isShared, IOperation? function, ForwardedOptionsState start)
    {
        if (function is null)
        {
            return;
        }

        var walk = new ForwardedOptionsWalk(subject, _code);
        IEnumerable<ForwardedOptionsState> paths = walk.WalkFunction(function, [start]);

        // What a field holds is made in one member and changed in others: in constructors first.
        foreach (var name in subject.Names.Where(name => name is IFieldSymbol or IPropertySymbol).ToList())
        {
            var others = _bodies.Where(body => body != _code.BodyAround(origin) && body.Operations.Any(part
                => part is IMemberReferenceOperation { Parent: IMemberReferenceOperation or IArgumentOperation } member
                    && SymbolEqualityComparer.Default.Equals(member.Member, name)));
            foreach (var body in others.OrderBy(body => body.Owner is IMethodSymbol { MethodKind: MethodKind.Constructor } ? 0 : 1))
            {
                paths = walk.WalkFunction(body.Operations[0], paths);
            }
        }

        _sites.Add(new(origin, subject, isShared, [.. paths]));
    }

    private ForwardedHeadersCall CallOf(IInvocationOperation call)
    {
        var options = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Is(_optionsType) == true)?.Value.Unwrap();
        var made = (options as IInvocationOperation) is { } maker ? HandedOut(maker) ?? options : options;
        return new(call, options, made is null ? null : _sites.FirstOrDefault(site => site.Subject.Is(made)));
    }

    /// <summary>The field or property that a method hands out; null for one that makes new options.</summary>
    private IMemberReferenceOperation? HandedOut(IInvocationOperation call)
        => _code.BodyOf(call.TargetMethod) is { } body ? SetupCode.ReturnedBy(body).OfType<IMemberReferenceOperation>().FirstOrDefault() : null;

    private static IOperation FunctionAround(IOperation operation)
    {
        switch (operation.EnclosingFunction())
        {
            case IAnonymousFunctionOperation lambda:
                return lambda.Body;
            case ILocalFunctionOperation { Body: { } body }:
                return body;
            default:
                while (operation.Parent is { } parent)
                {
                    operation = parent;
                }

                return operation;
        }
    }

    private static IMethodSymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;
}
