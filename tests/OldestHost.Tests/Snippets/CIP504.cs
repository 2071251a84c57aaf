[ClientIpSource("X-Forwarded-For")]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
