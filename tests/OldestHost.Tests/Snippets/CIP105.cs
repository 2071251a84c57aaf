public static class Program
{
    public static void Main(string[] args)
    {
        var app = WebApplication.Create(args);
        app.UseForwardedHeaders();
        app.Run();
    }
}
