public sealed class Visitors
{
    public string? Who(HttpContext context) => context.Request.Headers["REMOTE_ADDR"];
}

public static class Program
{
    public static void Main()
    {
    }
}
