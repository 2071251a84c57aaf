[ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
public sealed partial class ShopClientIp;

[ClientIpAccessor<ShopClientIp>]
public partial class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
{
    public string ClientIp { get; set; } = "";
}

public static class Program
{
    public static void Main()
    {
    }
}
