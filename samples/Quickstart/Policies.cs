using ClientIpAnalyzers;

namespace Quickstart;

// One policy for each way into the application. The peers here are loopback addresses, so that everything runs on
// one machine: 127.64.0.0/24 stands for the vSwitch of the ALB, 127.65.0.0/24 for the nodes that ingress runs on.
// All other addresses come from the documentation ranges of RFC 5737 and RFC 3849.

/// <summary>Client > ALB > app.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["alb"])]
[TrustedHop("alb", "127.64.0.0/24")]
public sealed partial class AlbClientIp;

/// <summary>Client > CDN > WAF > ALB > app, and the policy of the application itself.</summary>
[ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:OriginSecret")]
[TrustedHop("cdn", "config:ClientIp:Cdn", Shared = true)]
[TrustedHop("waf", "file:ranges/waf.txt", Shared = true)]
[TrustedHop("alb", "127.64.0.0/24")]
[ClientIpPolicy(HealthProbePaths = ["/healthz"])]
public sealed partial class ShopClientIp;

/// <summary>
/// Client > GA > ALB > app. A forwarding rule of the ALB writes client-real-ip, so the header is the ALB's own word;
/// the chain beside it refuses whoever goes round GA.
/// </summary>
[ClientIpSource("client-real-ip", Via = ["ga", "alb"])]
[TrustedHop("ga", "192.0.2.200", "192.0.2.201")]
[TrustedHop("alb", "127.64.0.0/24")]
public sealed partial class AcceleratedClientIp;

/// <summary>Client > CDN > ALB with WAF in cloud-native mode, which filters inside the ALB and is no hop.</summary>
[ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:OriginSecret")]
[TrustedHop("cdn", "config:ClientIp:Cdn", Shared = true)]
[TrustedHop("alb", "127.64.0.0/24")]
public sealed partial class CampaignClientIp;
