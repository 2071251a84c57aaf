using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>What the container holds beside the policies themselves.</summary>
internal static class ClientIpServices
{
    /// <summary>The category of everything that is logged.</summary>
    public const string LogCategory = "ClientIpAnalyzers";

    /// <summary>Adds it once.</summary>
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RequestResolver)))
        {
            return;
        }

        services.AddOptions();
        services.TryAddSingleton<ClientIpObserver>();
        services.AddSingleton<RequestResolver>();
        services.AddSingleton<ClientIpPipeline>();
        services.AddSingleton<ClientIpLists>();
        services.AddSingleton<IHostedService, ClientIpStartupCheck>();
        services.AddSingleton<IHttpLoggingInterceptor, ClientIpHttpLoggingInterceptor>();

        // In front of every other filter: the one that ASPNETCORE_FORWARDEDHEADERS_ENABLED adds, for example, takes an
        // entry out of X-Forwarded-For.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ClientIpStartupFilter>());
        services.AddSingleton<IStartupFilter, ClientIpRunFirstFilter>();
    }

    /// <summary>Makes a value that follows <paramref name="configuration"/>, or the host's where that is null.</summary>
    public static Reloading<T> Reload<T>(IServiceProvider services, Recipe<T> recipe, IConfiguration? configuration = null)
        where T : class
        => new(
            recipe,
            configuration ?? services.GetRequiredService<IConfiguration>(),
            services.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory(),
            Logger(services));

    public static ILogger Logger(IServiceProvider services)
        => services.GetService<ILoggerFactory>()?.CreateLogger(LogCategory) ?? NullLogger.Instance;
}
