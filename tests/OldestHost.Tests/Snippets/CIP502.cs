[ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.300/24"])]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
