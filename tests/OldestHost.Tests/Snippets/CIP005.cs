public sealed class Visitors
{
    public string? Who([Microsoft.AspNetCore.Mvc.FromHeader(Name = "X-Real-IP")] string? address) => address;
}

public static class Program
{
    public static void Main()
    {
    }
}
