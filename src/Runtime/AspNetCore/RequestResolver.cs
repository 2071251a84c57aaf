using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Resolves the client of each request of one host, once, and keeps the answer with the request.</summary>
internal sealed class RequestResolver
{
    private readonly ICurrent<IClientIpResolver>? _policy;
    private readonly Type? _policyType;
    private readonly TestClient? _testClient;
    private readonly ClientIpObserver _observer;
    private readonly Lazy<string[]> _headersOfOthers;

    public RequestResolver(
        IServiceProvider services,
        IEnumerable<RegisteredPolicy> policies,
        ClientIpObserver observer,
        IOptions<ClientIpMiddlewareOptions> options,
        DefaultPolicy? policy = null,
        TestClient? testClient = null,
        IHostEnvironment? environment = null)
    {
        _observer = observer;
        _policyType = policy?.Policy.Type;
        _testClient = testClient;
        IsDevelopment = environment?.IsDevelopment() == true;
        AllowsLoopback = IsDevelopment && options.Value.AllowLoopbackInDevelopment;
        if (testClient is null)
        {
            _policy = policy?.Policy.Find(services);
        }

        // The names of its headers are the one part of a generated policy that never changes.
        _headersOfOthers = new Lazy<string[]>(() => testClient is not null
            ? []
            : [.. policies.Where(other => other.Type != _policyType)
                .SelectMany(other => HeadersRead(other, services))
                .Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    public bool IsDevelopment { get; }

    /// <summary>Whether a peer on this machine is the client where the policy does not know it.</summary>
    public bool AllowsLoopback { get; set; }

    public bool HasClient => _policy is not null || _testClient is not null;

    /// <summary>The answers of a request; resolved at the first call.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isFirst">Whether nothing else can have touched the request before that, this included.</param>
    public ClientIpFeature Resolve(HttpContext context, bool isFirst = false)
        => (isFirst ? null : ClientIpFeature.Find(context)) ?? ResolveNow(context, isFirst);

    /// <summary>The answer of a certain policy.</summary>
    public ClientIp Resolve(HttpContext context, Type policy, ICurrent<IClientIpResolver> resolver)
    {
        var feature = Resolve(context);
        if (policy == _policyType)
        {
            return feature.Client;
        }

        if (feature.TryGetOther(policy, out var known))
        {
            return known;
        }

        var started = _observer.Start();
        var client = feature.Received.IsTrustworthy
            ? Allow(feature.Received.Ask(resolver.Current))
            : ClientIpAnswer.PeerUnknown(feature.Received.Peer);
        _observer.Observe(client, started);
        return feature.AddOther(policy, client);
    }

    private static IEnumerable<string> HeadersRead(RegisteredPolicy policy, IServiceProvider services)
    {
        try
        {
            return policy.Find(services).Current.Policy.HeadersRead;
        }
        catch (ClientIpPolicyException)
        {
            // It stops a host at its start; without one, whoever asks for it is told.
            return [];
        }
    }

    private ClientIpFeature ResolveNow(HttpContext context, bool isFirst)
    {
        var isUntouched = TransportPeer.TryRead(context, isFirst, out var peer);
        var request = context.Request;
        var received = new ReceivedRequest(peer, isUntouched, request, _headersOfOthers.Value);
        ClientIpFeature feature;
        if (_testClient is not null)
        {
            feature = new ClientIpFeature(_testClient.ClientOf(context), received, isForEveryPolicy: true);
        }
        else if (_policy is null)
        {
            feature = new ClientIpFeature(client: null, received);
        }
        else
        {
            var started = _observer.Start();
            var client = isUntouched
                ? Allow(_policy.Current.Resolve(peer, request.Headers, request.Path))
                : ClientIpAnswer.PeerUnknown(peer);
            _observer.Observe(client, started);
            ClientIpObserver.Tag(context, client);
            feature = new ClientIpFeature(client, received);
        }

        if (!isUntouched)
        {
            _observer.ReportAskedTooLate();
        }

        feature.Attach(context);
        return feature;
    }

    private ClientIp Allow(in ClientIp client)
        => AllowsLoopback && client is { Reason: ClientIpReason.PeerNotTrusted, Peer: { IsLoopback: true } peer }
            ? ClientIpAnswer.Direct(peer)
            : client;
}
