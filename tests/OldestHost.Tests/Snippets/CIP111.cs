using Microsoft.AspNetCore.HttpOverrides;

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            if (args.Length > 0)
            {
                options.KnownProxies.Add(System.Net.IPAddress.Parse(args[0]));
            }
        });

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.Run();
    }
}
