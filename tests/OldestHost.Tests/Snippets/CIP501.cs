[ClientIpSource("Real Ip", Kind = ClientIpHeaderKind.List, Trust = ["10.20.0.0/24"])]
public sealed partial class ShopClientIp;

public static class Program
{
    public static void Main()
    {
    }
}
