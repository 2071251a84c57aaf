[ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
[TrustedHop("waf", "10.20.0.128/25")]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
