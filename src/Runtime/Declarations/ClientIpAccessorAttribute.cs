using ClientIpAnalyzers.CompilerServices;

namespace ClientIpAnalyzers;

/// <summary>
/// Gives a partial type a member <c>ClientIp</c>: the client of the current request, resolved by
/// <typeparamref name="TPolicy"/>. The type is a controller, Razor page model, hub, view component, or any type from
/// which an <c>HttpContext</c> can be reached.
/// </summary>
/// <typeparam name="TPolicy">A type declared with <see cref="ClientIpSourceAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClientIpAccessorAttribute<TPolicy> : Attribute
    where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>;
