using System.Diagnostics.CodeAnalysis;
using ClientIpAnalyzers.AspNetCore.Inspector;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the page that explains how clients are resolved.</summary>
public static class ClientIpInspectorEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a page that shows the declared topology, how this request was resolved hop by hop and what to change, a form
    /// to try other requests, and how many answers there were by reason since this call. It never shows secrets or
    /// credentials.
    /// </summary>
    /// <remarks>
    /// In the Development environment everybody who reaches it sees it. In any other it answers with 404 unless it is
    /// restricted, and the application calls <c>UseAuthorization</c>:
    /// <c>app.MapClientIpInspector().RequireAuthorization("Operators")</c>.
    /// </remarks>
    /// <param name="endpoints">The application, or a group of endpoints.</param>
    /// <param name="pattern">The page's path.</param>
    /// <exception cref="InvalidOperationException">The application has no policy: <c>AddClientIp</c> was not called.</exception>
    public static IEndpointConventionBuilder MapClientIpInspector(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/_clientip")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);

        // All methods, so that none tells by another status than 404 that there is something.
        var page = new InspectorEndpoint(endpoints.ServiceProvider);
        return endpoints.Map(pattern, page.ServeAsync)
            .WithDisplayName("ClientIpAnalyzers inspector")
            .WithMetadata(new ExcludeFromDescriptionAttribute(), new OutputCacheAttribute { NoStore = true });
    }
}
