using System.Net;
using System.Net.Quic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>One connection of a proxy carries many clients, on every version of HTTP.</summary>
public class ProtocolTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(HttpProtocols.Http2, "HTTP/2")]
    public async Task A_connection_that_carries_many_clients_mixes_none_of_them(HttpProtocols protocols, string protocol)
    {
        await using var server = await Server.StartAsync(build: null, Tell, protocols);
        using var client = server.CreateClient(protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11);

        var first = await client.AskAsync(list: Server.List);
        var connection = first.Split(' ')[^1];
        Assert.Equal($"8.8.8.8 8.8.8.8 127.0.0.1 {protocol} {connection}", first);

        // What was written to the connection for one request is not there for the next.
        Assert.Equal($"unknown  127.0.0.1 {protocol} {connection}", await client.AskAsync(list: null));
        Assert.Equal($"203.0.113.9 203.0.113.9 127.0.0.1 {protocol} {connection}", await client.AskAsync(list: "203.0.113.9"));

        var expected = Enumerable.Range(1, 100).Select(i => i % 5 == 0 ? null : $"203.0.113.{i}").ToList();
        Assert.Equal(
            expected.Select(address => $"{address ?? "unknown"} {address} 127.0.0.1 {protocol} {connection}"),
            await Task.WhenAll(expected.Select(address => client.AskAsync(list: address))));
    }

    [Fact]
    public async Task HTTP_3_also_where_there_is_no_QUIC()
    {
        var quic = new MemoryQuic(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 4711));
        using var certificate = SelfSigned();
        await using var server = await Server.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<IMultiplexedConnectionListenerFactory>(quic);
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(certificate)));
            },
            Tell,
            HttpProtocols.Http3);
        var connection = await quic.ConnectAsync();

        var first = await connection.GetAsync(Server.List);
        var id = first.Split(' ')[^1];
        Assert.Equal($"8.8.8.8 8.8.8.8 127.0.0.9 HTTP/3 {id}", first);
        Assert.Equal($"unknown  127.0.0.9 HTTP/3 {id}", await connection.GetAsync(list: null));
        var expected = Enumerable.Range(1, 50).Select(i => i % 5 == 0 ? null : $"203.0.113.{i}").ToList();
        Assert.Equal(
            expected.Select(address => $"{address ?? "unknown"} {address} 127.0.0.9 HTTP/3 {id}"),
            await Task.WhenAll(expected.Select(connection.GetAsync)));
    }

    [Fact]
    public async Task HTTP_3_over_QUIC()
    {
        Assert.SkipUnless(QuicListener.IsSupported, "There is no libmsquic here, and Debian has no package of it.");
        using var certificate = SelfSigned();
        await using var server = await Server.StartAsync(
            builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(certificate))),
            Tell,
            HttpProtocols.Http3);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint;
        using var client = new HttpClient(handler)
        {
            BaseAddress = server.Address,
            DefaultRequestVersion = HttpVersion.Version30,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        Assert.StartsWith("8.8.8.8 8.8.8.8 127.0.0.1 HTTP/3", await client.AskAsync(), StringComparison.Ordinal);
        Assert.StartsWith("unknown  127.0.0.1 HTTP/3", await client.AskAsync(list: null), StringComparison.Ordinal);
    }

    internal static void Tell(WebApplication app)
    {
        app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
        app.Run(context => context.Response.WriteAsync(
            $"{context.GetClientIp()} {context.Connection.RemoteIpAddress} {context.GetClientIp().Peer} {context.Request.Protocol} {context.Connection.Id}"));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
