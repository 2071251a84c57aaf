using ClientIpAnalyzers.Integration.Tests.Grpc;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Integration.Tests;

public sealed class GrpcTests : IAsyncLifetime
{
    private Server _server = null!;
    private GrpcChannel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await Server.StartAsync(
            builder => builder.Services.AddGrpc(),
            app =>
            {
                app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
                app.MapGrpcService<VisitsService>();
                app.MapGroup("/known").MapGrpcService<VisitsService>().RequireKnownClientIp();
                app.MapGroup("/office").MapGrpcService<VisitsService>().RequireClientIp(CidrSet.Parse("203.0.113.0/24"));
            },
            HttpProtocols.Http2);
        _channel = GrpcChannel.ForAddress(_server.Address, new GrpcChannelOptions { HttpHandler = Server.HandlerFrom("127.0.0.1") });
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_knows_the_client_and_its_message_does_not_choose_it()
    {
        var answer = await new Visits.VisitsClient(_channel).WhoAsync(
            new Question { Client = "6.6.6.6" }, From(Server.List), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("8.8.8.8", answer.Client);
        Assert.Equal("ipv4:8.8.8.8:0", answer.Peer);
        Assert.Equal("HTTP/2", answer.Protocol);
    }

    [Fact]
    public async Task A_stream_keeps_its_client_to_the_end()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var clients = new List<string>();
        using var served = new Visits.VisitsClient(_channel).WhoAgain(new Question(), From("2001:db8::7"), cancellationToken: cancellation);
        await foreach (var answer in served.ResponseStream.ReadAllAsync(cancellation))
        {
            clients.Add(answer.Client);
        }

        using var both = new Visits.VisitsClient(_channel).WhoAmong(From("203.0.113.9"), cancellationToken: cancellation);
        for (var i = 0; i < 3; i++)
        {
            await both.RequestStream.WriteAsync(new Question { Client = "6.6.6.6" }, cancellation);
            Assert.True(await both.ResponseStream.MoveNext(cancellation));
            clients.Add(both.ResponseStream.Current.Client);
        }

        await both.RequestStream.CompleteAsync();
        Assert.Equal(["2001:db8::7", "2001:db8::7", "2001:db8::7", "203.0.113.9", "203.0.113.9", "203.0.113.9"], clients);
    }

    [Fact]
    public async Task Calls_side_by_side_on_one_connection_have_a_client_each()
    {
        var client = new Visits.VisitsClient(_channel);
        var expected = Enumerable.Range(1, 100).Select(i => $"203.0.113.{i}").ToList();

        var answers = await Task.WhenAll(expected.Select(address => client.WhoAsync(new Question(), From(address)).ResponseAsync));

        Assert.Equal(expected, answers.Select(answer => answer.Client));
        Assert.Equal(expected.Select(address => $"ipv4:{address}:0"), answers.Select(answer => answer.Peer));
    }

    [Theory]
    [InlineData("/known", null, StatusCode.Internal)]
    [InlineData("/known", "8.8.8.8", null)]
    [InlineData("/office", null, StatusCode.PermissionDenied)]
    [InlineData("/office", "8.8.8.8", StatusCode.PermissionDenied)]
    [InlineData("/office", "203.0.113.9", null)]
    public async Task A_service_serves_whom_it_should(string prefix, string? list, StatusCode? refused)
    {
        // What gRPC makes of the HTTP statuses 400 and 403 that a refusal has.
        using var handler = new PrefixHandler(prefix) { InnerHandler = Server.HandlerFrom("127.0.0.1") };
        using var channel = GrpcChannel.ForAddress(_server.Address, new GrpcChannelOptions { HttpHandler = handler });
        var call = new Visits.VisitsClient(channel).WhoAsync(new Question(), From(list), cancellationToken: TestContext.Current.CancellationToken);

        if (refused is { } status)
        {
            Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
        }
        else
        {
            Assert.Equal(list, (await call).Client);
        }
    }

    private static Metadata From(string? list)
        => list is null ? [] : new Metadata { { "X-Forwarded-For", list } };

    private sealed class PrefixHandler(string prefix) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(request.RequestUri!, prefix + request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

public sealed class VisitsService : Visits.VisitsBase
{
    public override Task<Answer> Who(Question request, ServerCallContext context) => Task.FromResult(AnswerOf(context));

    public override async Task WhoAgain(Question request, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < 3; i++)
        {
            await responseStream.WriteAsync(AnswerOf(context));
        }
    }

    public override async Task WhoAmong(
        IAsyncStreamReader<Question> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(AnswerOf(context));
        }
    }

    private static Answer AnswerOf(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        return new Answer { Client = http.GetClientIp().ToString(), Peer = context.Peer, Protocol = http.Request.Protocol };
    }
}
