public sealed class Rewriting
{
    public void Apply(HttpContext context) => context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(context.Request.Headers["X-Real-IP"]!);
}

public static class Program
{
    public static void Main()
    {
    }
}
