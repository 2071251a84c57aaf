public sealed class Gate
{
    public bool IsLocal(HttpContext context) => System.Net.IPAddress.IsLoopback(context.Connection.RemoteIpAddress!);
}

public static class Program
{
    public static void Main()
    {
    }
}
