namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Client > ALB > application, where this machine is the ALB.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["alb"])]
[TrustedHop("alb", "127.0.0.0/8", "::1")]
public sealed partial class AlbClientIp;

/// <summary>Client > ALB > gateway > application, where this machine is both.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["alb", "gateway"])]
[TrustedHop("alb", "127.0.0.1")]
[TrustedHop("gateway", "127.0.0.2")]
public sealed partial class BehindGatewayClientIp;

/// <summary>The same as <see cref="AlbClientIp"/> with a secret that the ALB sends.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:Secret")]
[TrustedHop("alb", "127.0.0.0/8")]
public sealed partial class ProvenClientIp;
