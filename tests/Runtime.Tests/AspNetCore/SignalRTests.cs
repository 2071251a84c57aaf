using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable CA1822 // A hub method is no static method.

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public class SignalRTests
{
    [Theory]
    [InlineData(HttpTransportType.WebSockets, true)]
    [InlineData(HttpTransportType.ServerSentEvents, true)]
    [InlineData(HttpTransportType.LongPolling, true)]
    [InlineData(HttpTransportType.LongPolling, false)]
    public async Task A_hub_knows_the_client_on_every_transport_and_takes_none_from_a_message(HttpTransportType transport, bool useClientIp)
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Loopback);
        builder.Services.AddSignalR();
        var (app, client) = await Hosts.StartKestrelAsync(builder, app =>
        {
            if (useClientIp)
            {
                app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            }

            // What is left of the headers tells nothing by the time a hub is asked.
            app.Use((context, next) =>
            {
                context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
                return next();
            });
            app.UseWebSockets();
            app.MapHub<WhoHub>("/hub");
        });
        await using (app)
        using (client)
        {
            await using var connection = new HubConnectionBuilder()
                .WithUrl(new Uri(client.BaseAddress!, "/hub"), transport, options => options.Headers.Add("X-Forwarded-For", "1.2.3.4, 8.8.8.8"))
                .Build();
            await connection.StartAsync(TestContext.Current.CancellationToken);

            Assert.Equal("8.8.8.8 8.8.8.8", await connection.InvokeAsync<string>("Who", TestContext.Current.CancellationToken));
            foreach (var forged in (object[])["6.6.6.6", new { address = "6.6.6.6", reason = "Resolved" }])
            {
                await Assert.ThrowsAsync<HubException>(
                    () => connection.InvokeAsync<string>("Take", forged, TestContext.Current.CancellationToken));
            }
        }
    }

    public class WhoHub : Hub
    {
        public string Who() => $"{Context.GetClientIp()} {Context.GetHttpContext()!.GetClientIp()}";

        public string Take(ClientIp client) => client.ToString();
    }
}
