[ClientIpSource("X-Forwarded-For", Kind = ClientIpHeaderKind.Single, Via = ["waf", "alb"])]
[TrustedHop("waf", "10.20.1.0/24")]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
