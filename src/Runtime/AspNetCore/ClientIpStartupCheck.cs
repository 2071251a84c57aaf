using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Creates every registered policy before the host serves its first request, and stops it with all that is wrong:
/// a policy that trusts everybody, or nobody, must not come to light in production.
/// </summary>
internal sealed class ClientIpStartupCheck(
    IEnumerable<ClientIpStartupCheck.RegisteredPolicy> policies, IServiceProvider provider) : IHostedLifecycleService
{
    public static void Add(IServiceCollection services, Func<IServiceProvider, IClientIpResolver> create)
    {
        services.AddSingleton(new RegisteredPolicy(create));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClientIpStartupCheck>());
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var policy in policies)
        {
            try
            {
                var resolver = policy.Create(provider);
                problems.AddRange(resolver.Policy.Check().Select(problem => $"{resolver.GetType().Name}: {problem}"));
            }
            catch (ClientIpPolicyException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems.Count == 0
            ? Task.CompletedTask
            : throw new ClientIpPolicyException(string.Join(Environment.NewLine, problems));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal sealed record RegisteredPolicy(Func<IServiceProvider, IClientIpResolver> Create);
}
