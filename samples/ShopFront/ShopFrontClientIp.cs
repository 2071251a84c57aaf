using ClientIpAnalyzers;

namespace ShopFront;

/// <summary>
/// Client > CDN > ALB > application. The ranges stand in appsettings.json and may change while the application runs;
/// the secret, which only one's own CDN domain sends, comes from a secret store.
/// </summary>
[ClientIpSource("X-Forwarded-For", Via = ["cdn", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:OriginSecret")]
[TrustedHop("cdn", "config:ClientIp:Cdn", Shared = true)]
[TrustedHop("alb", "config:ClientIp:Alb")]
[ClientIpPolicy(HealthProbePaths = ["/healthz"])]
public sealed partial class ShopFrontClientIp;
