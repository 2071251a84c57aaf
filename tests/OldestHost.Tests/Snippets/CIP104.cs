using Microsoft.AspNetCore.HttpOverrides;

public static class Program
{
    public static void Main(string[] args)
    {
        var app = WebApplication.Create(args);
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { } });
        app.Run();
    }
}
