public sealed class Rewriting
{
    public void Apply(HttpContext context) => context.Connection.RemoteIpAddress = Ip.Parse(context.Request.Headers["X-Real-IP"]!).ToIPAddress();
}

public static class Program
{
    public static void Main()
    {
    }
}
