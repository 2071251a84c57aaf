using System.Threading.RateLimiting;
using CarelessApp;

// Each way below of asking "who is it?" is common, and behind a load balancer each is wrong. See README.md.

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddRateLimiter(options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
    context => RateLimitPartition.GetFixedWindowLimiter(
        // Behind the ALB all customers share the ALB's few addresses, and so one limit.
        context.Connection.RemoteIpAddress?.ToString() ?? "nobody",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromMinutes(1) })));

var app = builder.Build();
app.UseRateLimiter();
app.MapControllers();

// The leftmost entry is the one that the client writes.
app.MapGet("/whoami", (HttpContext context) =>
    context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim());

// One header after the other, until somebody has written one.
app.MapGet("/visit", (HttpContext context) =>
    VisitorAddress.Of(context) is { } address ? Results.Text(address) : Results.NotFound());

app.Run();
