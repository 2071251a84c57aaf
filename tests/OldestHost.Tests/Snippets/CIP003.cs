public sealed class Visitors
{
    public string Who(HttpContext context) => context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0];
}

public static class Program
{
    public static void Main()
    {
    }
}
