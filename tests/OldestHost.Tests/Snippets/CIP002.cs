public sealed class Visitors
{
    public string? Who(HttpContext context) => context.Request.Headers["X-Real-IP"];
}

public static class Program
{
    public static void Main()
    {
    }
}
