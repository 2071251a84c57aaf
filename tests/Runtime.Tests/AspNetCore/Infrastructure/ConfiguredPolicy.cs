using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>What the generator would write for a policy whose hop comes from configuration.</summary>
internal sealed class ConfiguredPolicy(ClientIpPolicy policy)
    : IClientIpResolver, IGeneratedClientIpResolver<ConfiguredPolicy>
{
    public const string Key = "Alb";

    private readonly PolicyResolver _resolver = new(policy);

    public ClientIpPolicy Policy => _resolver.Policy;

    public static ConfiguredPolicy Create(IConfiguration configuration) => new(new ClientIpPolicy
    {
        Sources = [new ClientIpSource("X-Forwarded-For") { Via = ["alb"] }],
        Hops = [new TrustedHop("alb", PolicyConfiguration.ReadRanges(configuration, Key))],
    });

    public static void RegisterAssemblyPolicies(IClientIpPolicyRegistry registry) => registry.Add<ConfiguredPolicy>();

    public ClientIp Resolve(HttpContext context) => _resolver.Resolve(context);

    public ClientIp Resolve(Ip? peer, IHeaderDictionary headers, PathString path) => _resolver.Resolve(peer, headers, path);
}
