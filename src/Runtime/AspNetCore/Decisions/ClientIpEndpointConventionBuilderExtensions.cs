using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Decides by the client's address which requests an endpoint serves. What is not served gets problem details.</summary>
public static class ClientIpEndpointConventionBuilderExtensions
{
    /// <summary>Answers a request whose client is not known with a status instead of serving it.</summary>
    /// <typeparam name="TBuilder">Of endpoints of any kind: handlers, controllers, pages, hubs.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="statusCode">The status; 400 by default.</param>
    public static TBuilder RequireKnownClientIp<TBuilder>(this TBuilder builder, int statusCode = StatusCodes.Status400BadRequest)
        where TBuilder : IEndpointConventionBuilder
        => Guard(builder, _ => context => context.GetClientIp().IsKnown ? null : Refusal.UnknownAsync(context, statusCode));

    /// <summary>
    /// Serves only clients whose address is in the set, and answers everybody else, those that are not known among
    /// them, with 403.
    /// </summary>
    /// <typeparam name="TBuilder">Of endpoints of any kind: handlers, controllers, pages, hubs.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="admitted">Who is served.</param>
    public static TBuilder RequireClientIp<TBuilder>(this TBuilder builder, CidrSet admitted)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(admitted);
        return Guard(builder, _ => context => IsIn(context, admitted) ? null : Refusal.ForbiddenAsync(context));
    }

    /// <summary>
    /// Serves only clients whose address is in a list that <c>AddClientIpList</c> declares, as it is at that moment,
    /// and answers everybody else, those that are not known among them, with 403.
    /// </summary>
    /// <typeparam name="TBuilder">Of endpoints of any kind: handlers, controllers, pages, hubs.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="list">The list's name.</param>
    /// <exception cref="InvalidOperationException">There is no such list; thrown when endpoints are built.</exception>
    public static TBuilder RequireClientIp<TBuilder>(this TBuilder builder, string list)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(list);
        return Guard(builder, services =>
        {
            var admitted = ClientIpLists.Find(services, list);
            return context => IsIn(context, admitted.Current) ? null : Refusal.ForbiddenAsync(context);
        });
    }

    private static bool IsIn(HttpContext context, CidrSet admitted)
        => context.GetClientIp().Address is { } address && admitted.Contains(address);

    /// <summary>Puts a check around whatever the endpoint does; a check gives null where the request may pass.</summary>
    private static TBuilder Guard<TBuilder>(TBuilder builder, Func<IServiceProvider, Func<HttpContext, Task?>> create)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint =>
        {
            var check = create(endpoint.ApplicationServices);
            var serve = endpoint.RequestDelegate;
            endpoint.RequestDelegate = context => check(context) ?? serve!(context);
        });
        return builder;
    }
}
