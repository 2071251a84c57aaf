using System.Net;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Benchmarks;

/// <summary>
/// One request through two proxies of 10.0.0.0/8: the peer, and the last of two entries. All variants find the first
/// entry, the client, on the same context.
/// </summary>
/// <remarks>
/// The middleware removes what it has read and replaces the peer, so its benchmark must put both back before each
/// call. The resolvers leave the request alone and would need nothing, but put both back all the same;
/// <see cref="PutBack"/> measures what that adds to every variant.
/// </remarks>
[MemoryDiagnoser]
public class TwoEntries
{
    private static readonly IPAddress s_peer = IPAddress.Parse("10.0.0.1");
    private static readonly StringValues s_entries = "203.0.113.7, 10.0.0.2";

    private readonly DefaultHttpContext _context = new();
    private readonly PolicyResolver _interpreter = new(new ClientIpPolicy
    {
        Sources = [new ClientIpSource(ForwardedHeadersDefaults.XForwardedForHeaderName) { Trust = CidrSet.Parse("10.0.0.0/8") }],
    });

    private readonly ForwardedHeadersMiddleware _middleware = new(
        _ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(MiddlewareOptions()));

    /// <summary>Fails the run where a variant does not find the client.</summary>
    [GlobalSetup]
    public void CheckAnswers()
    {
        var expected = Ip.Parse("203.0.113.7");
        if (Interpreter().Address != expected || Ip.FromIPAddress(Middleware()!) != expected)
        {
            throw new InvalidOperationException("The variants do not find the same client.");
        }
    }

    [Benchmark]
    public HttpContext PutBack() => Request();

    [Benchmark(Baseline = true)]
    public IPAddress? Middleware()
    {
        var context = Request();
        _middleware.ApplyForwarders(context);
        return context.Connection.RemoteIpAddress;
    }

    [Benchmark]
    public ClientIp Interpreter() => _interpreter.Resolve(Request());

    [Benchmark]
    public ClientIp InterpreterAlone() => _interpreter.Resolve(_context);

    private DefaultHttpContext Request()
    {
        var headers = _context.Request.Headers;
        headers[ForwardedHeadersDefaults.XForwardedForHeaderName] = s_entries;
        headers.Remove(ForwardedHeadersDefaults.XOriginalForHeaderName);
        _context.Connection.RemoteIpAddress = s_peer;
        return _context;
    }

    private static ForwardedHeadersOptions MiddlewareOptions()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 2 };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("10.0.0.0/8"));
        return options;
    }
}
