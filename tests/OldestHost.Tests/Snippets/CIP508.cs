[ClientIpSource("X-Forwarded-For", Via = ["alb"], HopCount = 1)]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
