using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable CA1822 // A hub method is no static method.

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Hub messages that claim a client, in every protocol.</summary>
public class HubMessageTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("newtonsoft")]
    [InlineData("messagepack")]
    public async Task A_message_supplies_no_client(string protocol)
    {
        await using var server = await Server.StartAsync(
            builder =>
            {
                var hubs = builder.Services.AddSignalR(options => options.EnableDetailedErrors = true);
                _ = protocol switch
                {
                    "newtonsoft" => hubs.AddNewtonsoftJsonProtocol(),
                    "messagepack" => hubs.AddMessagePackProtocol(),
                    _ => hubs,
                };
            },
            app =>
            {
                app.UseClientIp();
                app.UseWebSockets();
                app.MapHub<OrdersHub>("/hub");
            });
        var building = new HubConnectionBuilder()
            .WithUrl(new Uri(server.Address, "/hub"), options => options.Headers.Add("X-Forwarded-For", Server.List));
        _ = protocol switch
        {
            "newtonsoft" => building.AddNewtonsoftJsonProtocol(),
            "messagepack" => building.AddMessagePackProtocol(),
            _ => building,
        };
        await using var connection = building.Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("8.8.8.8", await connection.InvokeAsync<string>("Who", TestContext.Current.CancellationToken));
        object[] forged =
        [
            "6.6.6.6",
            new { Address = "6.6.6.6", IsKnown = true, Reason = 1, Vouched = "6.6.6.6", Peer = "6.6.6.6" },
            new { address = "6.6.6.6", reason = "Resolved", peer = "6.6.6.6", vouched = "6.6.6.6" },
        ];
        foreach (var client in forged)
        {
            Assert.Equal("nobody", await AnswerAsync(connection, "Take", client));
            Assert.Equal("nobody", await AnswerAsync(connection, "TakeOrder", new { Text = "x", Client = client }));
        }
    }

    /// <summary>What the hub took for the client; "nobody" also where it refuses the message.</summary>
    private static async Task<string> AnswerAsync(HubConnection connection, string method, object argument)
    {
        try
        {
            var answer = await connection.InvokeAsync<string>(method, argument, TestContext.Current.CancellationToken);
            return answer == "unknown" ? "nobody" : answer;
        }
        catch (HubException)
        {
            return "nobody";
        }
    }

    public class OrdersHub : Hub
    {
        public string Who() => Context.GetClientIp().ToString();

        public string Take(ClientIp client) => client.ToString();

        public string TakeOrder(Order order) => order.Client.ToString();
    }
}
