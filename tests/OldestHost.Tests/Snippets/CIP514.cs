[ClientIpSource("X-Real-IP", Via = ["cdn", "alb"])]
[TrustedHop("cdn", "198.51.100.0/24", Shared = true)]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
