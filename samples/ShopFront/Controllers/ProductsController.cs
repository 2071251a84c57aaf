using ClientIpAnalyzers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace ShopFront.Controllers;

/// <summary>The products, and what visitors say about them.</summary>
[Route("")]
[ClientIpAccessor<ShopFrontClientIp>]
public sealed partial class ProductsController(IHubContext<VisitorsHub, IVisitor> visitors, ILogger<ProductsController> logger) : Controller
{
    private static readonly string[] s_products = ["Kettle", "Teapot", "Cup"];

    [HttpGet]
    public IActionResult Index() => View(new Shelf(s_products, ClientIp));

    [HttpPost("products/{product}/reviews")]
    [EnableRateLimiting(Application.Reviews)]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Review(string product, [FromForm] string text)
    {
        if (!s_products.Contains(product))
        {
            return NotFound();
        }

        LogReviewed(logger, product, text?.Length ?? 0);
        await visitors.Clients.All.Reviewed(product, VisitorsHub.Shown(ClientIp));
        return Created();
    }

    [LoggerMessage(LogLevel.Information, "A review of {Product}, {Length} characters")]
    private static partial void LogReviewed(ILogger logger, string product, int length);
}

/// <summary>What the page shows.</summary>
public sealed record Shelf(IReadOnlyList<string> Products, ClientIp Visitor);
