public sealed class Gate(System.Collections.Generic.HashSet<System.Net.IPAddress> allowed)
{
    public void Check(HttpContext context)
    {
        if (!allowed.Contains(context.Connection.RemoteIpAddress!))
        {
            context.Response.StatusCode = 403;
        }
    }
}

public static class Program
{
    public static void Main()
    {
    }
}
