public sealed class Visitors
{
    public string? Who(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}

public static class Program
{
    public static void Main()
    {
    }
}
