using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>For tests of applications: a test server has no peer, so that no policy could find a client.</summary>
public static class ClientIpTestingServiceCollectionExtensions
{
    /// <summary>
    /// Gives every request this client, by every policy. Policies are not asked, and their configuration is not needed.
    /// The log warns of it at start-up.
    /// </summary>
    /// <param name="services">The container of the application under test, after its own registrations.</param>
    /// <param name="address">An IP address.</param>
    /// <exception cref="FormatException">The text is no IP address.</exception>
    public static IServiceCollection AddTestClientIp(this IServiceCollection services, string address)
    {
        Ip? client = Ip.Parse(address);
        return AddTestClientIp(services, _ => client);
    }

    /// <summary>Gives every request the client that <paramref name="choose"/> names, by every policy.</summary>
    /// <param name="services">The container of the application under test, after its own registrations.</param>
    /// <param name="choose">The client of a request; null where it is not to be known.</param>
    public static IServiceCollection AddTestClientIp(this IServiceCollection services, Func<HttpContext, Ip?> choose)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(choose);
        ClientIpServices.Add(services);
        return services.Replace(ServiceDescriptor.Singleton(new TestClient(choose)));
    }
}
