using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>Whether members can be added to a type, and what stands in the way.</summary>
internal static class CarrierShape
{
    private static readonly string[] EmittedNames = ["Policy", "Shared", "Resolve", "Create"];

    /// <summary>Why the type cannot be a policy, or carry one; null where it can.</summary>
    public static string? PolicyProblem(INamedTypeSymbol type, ContextReachFinder reach, CancellationToken cancellationToken)
    {
        if (ReopenProblem(type, cancellationToken) is { } problem)
        {
            return problem;
        }

        // A controller, hub and the like is created by the framework, and its policy stands beside it.
        return reach.Find(type) is not null ? null : ResolverProblem(type);
    }

    /// <summary>Why the type cannot have an accessor; null where it can.</summary>
    public static string? AccessorProblem(INamedTypeSymbol type, ContextReachFinder reach, CancellationToken cancellationToken)
        => ReopenProblem(type, cancellationToken)
            ?? (reach.Find(type) is not null
                ? null
                : $"No HttpContext can be reached from an instance of '{type.Name}': keep an IHttpContextAccessor in a field or a primary constructor's parameter, or read HttpContext.GetClientIp() where the request is at hand");

    /// <summary>Why the type itself cannot become a resolver.</summary>
    private static string? ResolverProblem(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
            {
                return $"'{current.Name}' is generic, but a policy is one for all requests: declare it on a type without type parameters";
            }
        }

        if (type.IsAbstract)
        {
            return $"'{type.Name}' is abstract, but the container creates the policy: write 'sealed partial class {type.Name}'";
        }

        if (type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && !GeneratedParts.IsGenerated(constructor)))
        {
            return $"'{type.Name}' has a constructor of its own, but the container creates the policy from nothing but its declaration: remove the constructor";
        }

        return EmittedNames.SelectMany(type.OwnMembers).FirstOrDefault(IsInTheWay) is { } member
            ? $"'{type.Name}' has a member '{member.Name}' of its own where the generator would add one: rename it, or remove the attributes and keep the resolver written by hand"
            : null;
    }

    /// <summary>Overloads with other numbers of parameters than the emitted ones have can stay.</summary>
    private static bool IsInTheWay(ISymbol member)
        => member is not IMethodSymbol method
            || method.Name switch
            {
                "Resolve" => method.Parameters.Length is 1 or 3,
                "Create" => method.Parameters.Length == 1,
                _ => true,
            };

    /// <summary>Why no further part of the type can be written.</summary>
    private static string? ReopenProblem(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.IsStatic)
        {
            return $"'{type.Name}' is static, but a resolver and a request belong to an instance: remove 'static'";
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return $"'{current.Name}' is visible in its own file only, so that no generated part can belong to it: remove 'file'";
            }

            if (!IsPartial(current, cancellationToken))
            {
                return ReferenceEquals(current, type)
                    ? $"'{type.Name}' is not partial, so that nothing can be added to it: write 'partial class {type.Name}'"
                    : $"'{type.Name}' is nested in '{current.Name}', which is not partial: make it partial as well, or move '{type.Name}' out of it";
            }
        }

        return null;
    }

    /// <summary>One partial part is enough here: where another lacks the word, the compiler says so itself.</summary>
    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.Any(reference
            => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
