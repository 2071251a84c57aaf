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
/// call. The resolvers leave the request alone and need nothing put back: they are measured with it, alike, and
/// alone. <see cref="PutBack"/> measures what it adds.
/// </remarks>
[MemoryDiagnoser]
public class TwoEntries
{
    private static readonly StringValues s_entries = "203.0.113.7, 10.0.0.2";

    private readonly DefaultHttpContext _context = new();
    private IPAddress? _peer;
    private readonly ShopClientIp _generated = ShopClientIp.Shared;
    private readonly PolicyResolver _interpreter = new(ShopClientIp.Shared.Policy);

    private readonly ForwardedHeadersMiddleware _middleware = new(
        _ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(MiddlewareOptions()));

    /// <summary>
    /// The peer as the server sees it: mapped where it listens on all addresses, as ASP.NET Core does in containers.
    /// </summary>
    [Params("10.0.0.1", "::ffff:10.0.0.1")]
    public string Peer { get; set; } = string.Empty;

    /// <summary>Fails the run where a variant does not find the client.</summary>
    [GlobalSetup]
    public void CheckAnswers()
    {
        _peer = IPAddress.Parse(Peer);
        var expected = Ip.Parse("203.0.113.7");
        if (Generated().Address != expected || Interpreter().Address != expected || Ip.FromIPAddress(Middleware()!) != expected)
        {
            throw new InvalidOperationException("The variants do not find the same client.");
        }

        // What the last variant has consumed.
        Request();
    }

    [Benchmark]
    public HttpContext PutBack() => Request();

    /// <summary>What every resolver asks of the framework before it reads a character: no answer can take less.</summary>
    [Benchmark]
    public (IPAddress? Peer, StringValues Lines) FrameworkAccess()
    {
        HttpContext context = _context;
        return (context.Connection.RemoteIpAddress, context.Request.Headers[ForwardedHeadersDefaults.XForwardedForHeaderName]);
    }

    [Benchmark(Baseline = true)]
    public IPAddress? Middleware()
    {
        var context = Request();
        _middleware.ApplyForwarders(context);
        return context.Connection.RemoteIpAddress;
    }

    [Benchmark]
    public ClientIp Generated() => _generated.Resolve(Request());

    [Benchmark]
    public ClientIp Interpreter() => _interpreter.Resolve(Request());

    [Benchmark]
    public ClientIp GeneratedAlone() => _generated.Resolve(_context);

    [Benchmark]
    public ClientIp InterpreterAlone() => _interpreter.Resolve(_context);

    private DefaultHttpContext Request()
    {
        var headers = _context.Request.Headers;
        headers[ForwardedHeadersDefaults.XForwardedForHeaderName] = s_entries;
        headers.Remove(ForwardedHeadersDefaults.XOriginalForHeaderName);
        _context.Connection.RemoteIpAddress = _peer;
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

/// <summary>The policy that trusts what the middleware is told to trust.</summary>
[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
public sealed partial class ShopClientIp;
