using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // An action is no static method.

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>Actions that take the client in every place where a value can be bound.</summary>
[ApiController]
[Route("mvc")]
public class WhoController : ControllerBase
{
    [HttpGet("plain"), HttpPost("plain")]
    public string Plain(ClientIp client) => client.ToString();

    [HttpGet("nullable")]
    public string Nullable(ClientIp? client) => client.ToString()!;

    [HttpGet("query")]
    public string Query([FromQuery] ClientIp client) => client.ToString();

    [HttpGet("route/{client}")]
    public string Route([FromRoute] ClientIp client) => client.ToString();

    [HttpGet("header")]
    public string Header([FromHeader] ClientIp client) => client.ToString();

    [HttpPost("form")]
    public string Form([FromForm] ClientIp client) => client.ToString();

    [HttpPost("body")]
    public string Body([FromBody] ClientIp client) => client.ToString();

    [HttpGet("model")]
    public string Model([FromQuery] Search search) => $"{search?.Text} {search?.Client}";

    [HttpPost("dto")]
    public string Dto([FromBody] Search search) => $"{search?.Text} {search?.Client}";

    public class Search
    {
        public string? Text { get; set; }

        public ClientIp Client { get; set; }
    }
}
