[ClientIpSource("X-Forwarded-For", Trust = ["0.0.0.0/0"])]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
