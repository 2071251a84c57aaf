using Microsoft.AspNetCore.Mvc;

namespace CarelessApp;

[ApiController]
[Route("payments")]
public sealed partial class PaymentsController(ILogger<PaymentsController> logger) : ControllerBase
{
    [HttpPost]
    public IActionResult Pay(decimal amount)
    {
        // An audit trail that names the load balancer as the buyer.
        var buyer = HttpContext.Connection.RemoteIpAddress?.ToString();
        Audit(logger, buyer, amount);
        return Accepted();
    }

    [HttpGet("office")]
    public IActionResult Office()
    {
        // An allow-list that everybody passes who knows the office's address.
        var client = Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim();
        return client == "203.0.113.7" ? Ok("the ledger") : StatusCode(StatusCodes.Status403Forbidden);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Buyer} pays {Amount}")]
    private static partial void Audit(ILogger logger, string? buyer, decimal amount);
}
