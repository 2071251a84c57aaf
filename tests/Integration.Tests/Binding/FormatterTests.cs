using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable CA1822 // An action is no static method.

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Bodies that claim a client, read by other formatters than the framework's own.</summary>
public class FormatterTests
{
    private const string Json = """{"Text":"x","Client":{"Address":"6.6.6.6","IsKnown":true,"Reason":1,"Vouched":"6.6.6.6","_vouched":"6.6.6.6","Peer":"6.6.6.6"}}""";
    private const string Xml = "<Order xmlns=\"http://schemas.datacontract.org/2004/07/ClientIpAnalyzers.Integration.Tests\"><Client><Address>6.6.6.6</Address><IsKnown>true</IsKnown></Client><Text>x</Text></Order>";
    private const string PlainXml = "<Order><Text>x</Text><Client><Address>6.6.6.6</Address><IsKnown>true</IsKnown></Client></Order>";

    [Theory]
    [InlineData("newtonsoft", "application/json", Json)]
    [InlineData("newtonsoft", "application/json", """{"Text":"x","Client":"6.6.6.6"}""")]
    [InlineData("data contract", "application/xml", Xml)]
    [InlineData("xml", "application/xml", PlainXml)]
    public async Task A_model_in_a_body_has_no_client_of_the_senders(string formatter, string type, string body)
    {
        var (status, answer) = await PostAsync(formatter, "/orders/model", type, body);

        // Refused, or without the client; what else there is may be read.
        if (status == HttpStatusCode.OK)
        {
            Assert.Equal("x unknown", answer);
        }
        else
        {
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }
    }

    [Theory]
    [InlineData("newtonsoft", "application/json", Json)]
    [InlineData("data contract", "application/xml", Xml)]
    [InlineData("xml", "application/xml", PlainXml)]
    public async Task A_parameter_is_the_client_whatever_the_body_says(string formatter, string type, string body)
        => Assert.Equal((HttpStatusCode.OK, "8.8.8.8"), await PostAsync(formatter, "/orders/parameter", type, body));

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(string formatter, string path, string type, string body)
    {
        await using var server = await Server.StartAsync(
            builder =>
            {
                var mvc = builder.Services.AddControllers().AddApplicationPart(typeof(OrdersController).Assembly);
                _ = formatter switch
                {
                    "newtonsoft" => mvc.AddNewtonsoftJson(),
                    "data contract" => mvc.AddXmlDataContractSerializerFormatters(),
                    _ => mvc.AddXmlSerializerFormatters(),
                };
            },
            app =>
            {
                app.UseClientIp();
                app.MapControllers();
            });
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Server.List);
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

public class Order
{
    public string? Text { get; set; }

    public ClientIp Client { get; set; }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    [HttpPost("model")]
    public ContentResult Model([FromBody] Order order) => Content($"{order?.Text} {order?.Client}");

    [HttpPost("parameter")]
    public ContentResult Parameter([FromBody] ClientIp client) => Content(client.ToString());

    [HttpPost("plain")]
    public string Plain(ClientIp client) => client.ToString();

    [HttpGet("{id:int}")]
    public string Get(int id, ClientIp client) => $"{id} {client}";

    [HttpGet("client")]
    public ClientIp Client(ClientIp client) => client;
}
