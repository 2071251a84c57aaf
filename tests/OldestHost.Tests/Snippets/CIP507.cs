[ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
