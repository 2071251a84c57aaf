using Microsoft.Extensions.Hosting;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Makes every registered policy and list before the host serves its first request, and stops it with all that is
/// wrong: a policy that trusts everybody, or nobody, must not come to light in production.
/// </summary>
internal sealed class ClientIpStartupCheck(
    IEnumerable<RegisteredPolicy> policies,
    ClientIpLists lists,
    IServiceProvider services,
    TestClient? testClient = null) : IHostedLifecycleService
{
    private bool _isDone;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        CheckAll();
        return Task.CompletedTask;
    }

    /// <summary>The only moment that a host without a lifecycle has, such as <c>WebHostBuilder</c> in older tests.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_isDone)
        {
            CheckAll();
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckAll()
    {
        _isDone = true;
        if (testClient is not null)
        {
            ClientIpServices.Logger(services).LogTestClient();
        }

        var problems = new List<string>();
        foreach (var policy in testClient is null ? policies : [])
        {
            Try(() => Check(policy.Find(services)), problems);
        }

        foreach (var list in lists.All)
        {
            Try(() => _ = list.Current, problems);
        }

        if (problems.Count != 0)
        {
            throw new ClientIpPolicyException(string.Join(Environment.NewLine, problems));
        }
    }

    private static void Check(ICurrent<IClientIpResolver> policy) => policy.Current.Policy.ThrowIfUnusable();

    private static void Try(Action read, List<string> problems)
    {
        try
        {
            read();
        }
        catch (ClientIpPolicyException exception)
        {
            problems.Add(exception.Message);
        }
    }
}
