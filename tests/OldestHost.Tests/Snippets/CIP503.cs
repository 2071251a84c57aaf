[ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
public sealed class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
