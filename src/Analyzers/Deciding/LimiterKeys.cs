using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>The values by which code counts requests: partitions of rate limiters, and counters kept in stores.</summary>
internal static class LimiterKeys
{
    /// <summary>The kinds of operation that <see cref="KeyOf"/> knows.</summary>
    public static readonly OperationKind[] Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.Return];

    private static readonly string[] LimitWords =
        ["throttl", "ratelimit", "rate_limit", "rate-limit", "limiter", "attempt", "lockout", "lock_out", "lockedout", "failed", "failure", "failcount", "brute", "flood", "quota", "penalt"];

    /// <summary>The key that the operation limits by; null where it does not limit.</summary>
    public static IOperation? KeyOf(IOperation operation, WellKnownTypes types, ISymbol owner) => operation switch
    {
        IInvocationOperation call when IsPartition(call, types) => Argument(call, "partitionKey"),
        IInvocationOperation call when IsStore(call.InstanceOf()?.Type) && call.ExplicitArguments().FirstOrDefault() is { } key && IsLimit(call, key.Value, owner)
            => key.Value,
        IInvocationOperation { TargetMethod: { Name: "StringIncrement" or "StringIncrementAsync", ContainingType.ContainingNamespace: { } space } } call
            when space.ToDisplayString() == "StackExchange.Redis" => call.Arguments.FirstOrDefault()?.Value,
        IObjectCreationOperation { Arguments: [var key, ..] } creation when creation.Type.Is(types.RateLimitPartitionOfKey) => key.Value,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } element
            when IsStore(element.InstanceOf()?.Type) && IsLimit(element, key.Value, owner) => key.Value,
        IReturnOperation { ReturnedValue: { } returned } result when result.EnclosingFunction() is null && IsResolver(owner) => returned,
        _ => null,
    };

    private static bool IsPartition(IInvocationOperation call, WellKnownTypes types)
        => call.TargetMethod.ContainingType.Is(types.RateLimitPartition) && call.TargetMethod.Name != "GetNoLimiter";

    private static IOperation? Argument(IInvocationOperation call, string parameter)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private static bool IsStore(ITypeSymbol? type)
        => type is not null && (IsStoreType(type) || type.AllInterfaces.Any(IsStoreType));

    private static bool IsStoreType(ITypeSymbol type)
        => type.IsFromFramework()
            && type.Name is "IMemoryCache" or "IDistributedCache" or "HybridCache" or "ConcurrentDictionary" or "Dictionary";

    /// <summary>A store holds a limit where something around it says so; other caches are keyed by address for good reasons.</summary>
    private static bool IsLimit(IOperation access, IOperation key, ISymbol owner)
        => HasWord(owner.Name)
            || HasWord(owner.ContainingType?.Name)
            || Named(access.InstanceOf())
            || key.DescendantsAndSelf().Any(part => part.ConstantValue is { HasValue: true, Value: string text } && HasWord(text))
            || key.Unwrap() is ILocalReferenceOperation local && HasWord(local.Local.Name);

    private static bool Named(IOperation? store) => store switch
    {
        IMemberReferenceOperation member => HasWord(member.Member.Name),
        ILocalReferenceOperation local => HasWord(local.Local.Name),
        IParameterReferenceOperation parameter => HasWord(parameter.Parameter.Name),
        _ => false,
    };

    private static bool HasWord(string? name)
        => name is not null && LimitWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What AspNetCoreRateLimit counts by is what such a method returns.</summary>
    private static bool IsResolver(ISymbol owner)
        => owner is IMethodSymbol { Name: "ResolveIp" or "ResolveClientAsync" } method
            && method.ContainingType.AllInterfaces.Any(contract => contract.ContainingNamespace?.ToDisplayString() == "AspNetCoreRateLimit");
}
