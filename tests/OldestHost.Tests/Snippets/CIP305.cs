using System.Net;

public sealed class Addresses(HashSet<IPAddress> proxies)
{
    public IPAddress? Client(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer))
        {
            return IPAddress.Parse(context.Request.Headers["X-Real-IP"].ToString());
        }

        return null;
    }
}

public static class Program
{
    public static void Main()
    {
    }
}
