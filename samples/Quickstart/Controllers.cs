using ClientIpAnalyzers;
using Microsoft.AspNetCore.Mvc;

namespace Quickstart;

/// <summary>Reads the client by a policy that is declared elsewhere.</summary>
[ApiController]
[Route("orders")]
[ClientIpAccessor<AcceleratedClientIp>]
public sealed partial class OrdersController : ControllerBase
{
    [HttpGet]
    public IActionResult Get() => Ok(ClientIp);
}

/// <summary>Client > ALB > ingress > pod, declared on the controller that it is for.</summary>
[ApiController]
[Route("pods")]
[ClientIpSource("X-Forwarded-For", Via = ["alb", "ingress"])]
[TrustedHop("alb", "10.20.0.0/24")]
[TrustedHop("ingress", "127.65.0.0/24")]
public sealed partial class PodsController : ControllerBase
{
    [HttpGet]
    public IActionResult Get() => Ok(ClientIp);
}
