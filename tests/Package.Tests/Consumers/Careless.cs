using ClientIpAnalyzers;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddClientIp<ShopClientIp>();

var app = builder.Build();
app.UseClientIp();

app.MapGet("/peer", (HttpContext context) =>
    context.Connection.RemoteIpAddress?.ToString() ?? "nobody"); // expect CIP001

app.MapGet("/header", (HttpContext context) =>
{
    string? client = context.Request.Headers["X-Real-IP"]; // expect CIP002
    return client ?? "nobody";
});

app.MapGet("/leftmost", (HttpContext context) =>
    context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim()); // expect CIP003

app.Run();

[ClientIpSource("X-Forwarded-For", Via = ["alb"])]
[TrustedHop("alb", "10.20.0.0/24")]
public sealed partial class ShopClientIp;
