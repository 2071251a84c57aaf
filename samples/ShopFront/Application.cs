using System.Threading.RateLimiting;
using ClientIpAnalyzers;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;

namespace ShopFront;

/// <summary>MVC, SignalR, rate limits, Serilog and OpenTelemetry, all of which see one and the same client.</summary>
internal static class Application
{
    /// <summary>The limit on reviews.</summary>
    public const string Reviews = "reviews";

    public static WebApplicationBuilder AddShopFront(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddClientIp<ShopFrontClientIp>(options => options.AddLogScope = true);
        services.AddClientIpList("office", "config:ClientIp:Office");

        services.AddControllersWithViews();
        services.AddSignalR();
        services.AddProblemDetails();
        services.AddHealthChecks();

        // Three reviews a minute from one client. IPv6 counts by network: whoever has a /64 has all addresses in it.
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Reviews, context => ClientIpRateLimitPartition.GetFixedWindowLimiter(
                context, _ => new FixedWindowRateLimiterOptions { PermitLimit = 3, Window = TimeSpan.FromMinutes(1) }));
        });

        // FromLogContext takes over the scope that AddLogScope opens: ClientIp and ClientIpReason on every line.
        services.AddSerilog((provider, logger) => logger
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .ReadFrom.Services(provider)
            .WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} [{ClientIp} {ClientIpReason}] {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture));

        var telemetry = services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("ClientIpAnalyzers"));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    public static WebApplication UseShopFront(this WebApplication app)
    {
        app.UseClientIp();
        app.UseSerilogRequestLogging();
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseRateLimiter();

        app.MapControllers();
        app.MapHub<VisitorsHub>("/visitors");
        app.MapHealthChecks("/healthz");
        app.MapGroup("/admin").RequireClientIp("office")
            .MapGet("/", (ClientIp client) => $"Welcome to the office, {client}.");
        return app;
    }
}
