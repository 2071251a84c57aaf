using Microsoft.AspNetCore.HttpOverrides;

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            options.ForwardLimit = null;
        });

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.Run();
    }
}
