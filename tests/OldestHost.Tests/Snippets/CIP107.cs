using Microsoft.AspNetCore.HttpOverrides;

public static class Program
{
    public static void Main(string[] args)
    {
        var app = WebApplication.Create(args);
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        app.UseForwardedHeaders(options);
        app.UseForwardedHeaders(options);
        app.Run();
    }
}
