using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ClientIpAnalyzers.Benchmarks.Middleware;

/// <summary>The variants on Kestrel, each on a port of its own.</summary>
internal sealed class Kestrel : IAsyncDisposable
{
    private readonly List<(Variant Variant, WebApplication App)> _apps = [];
    private readonly List<Client> _clients = [];

    public static async Task<Kestrel> StartAsync(IEnumerable<Variant> variants)
    {
        var kestrel = new Kestrel();
        foreach (var variant in variants)
        {
            var app = variant.Build(builder => builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port: 0)));
            await app.StartAsync();
            kestrel._apps.Add((variant, app));
        }

        return kestrel;
    }

    /// <summary>One kept connection to each.</summary>
    public IReadOnlyList<(string Name, SendRequests Send)> Clients(int pipelined)
        => [.. _apps.Select(app => (app.Variant.Name, (SendRequests)Connect(app.App, pipelined).Send))];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        foreach (var (_, app) in _apps)
        {
            await app.DisposeAsync();
        }
    }

    private Client Connect(WebApplication app, int pipelined)
    {
        var client = new Client(new Uri(app.Urls.First()).Port, pipelined);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client that does as little as can be: it knows how long an answer is, and waits for that many bytes.</summary>
    private sealed class Client : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _requests;
        private readonly byte[] _answers;
        private readonly int _pipelined;

        public Client(int port, int pipelined)
        {
            _socket.Connect(IPAddress.Loopback, port);
            var request = Encoding.ASCII.GetBytes(
                $"GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\nAccept: */*\r\nX-Forwarded-For: {Variant.ForwardedFor}\r\n\r\n");
            var length = LengthOfAnswer(request);
            _pipelined = pipelined;
            _requests = [.. Enumerable.Repeat(request, pipelined).SelectMany(bytes => bytes)];
            _answers = new byte[length * pipelined];
        }

        /// <summary>Every answer is as long as the first; its last chunk may come in a packet of its own.</summary>
        private int LengthOfAnswer(byte[] request)
        {
            var answer = new byte[1024];
            var length = 0;
            _socket.Send(request);
            while (!answer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8))
            {
                length += _socket.Receive(answer.AsSpan(length));
            }

            var text = Encoding.ASCII.GetString(answer, 0, length);
            return text.StartsWith("HTTP/1.1 200 OK", StringComparison.Ordinal) && text.Contains("Hello, world!", StringComparison.Ordinal)
                ? length
                : throw new InvalidOperationException($"The application answers: {text}");
        }

        public void Dispose() => _socket.Dispose();

        public void Send(int count)
        {
            for (var sent = 0; sent < count; sent += _pipelined)
            {
                _socket.Send(_requests);
                for (var received = 0; received < _answers.Length;)
                {
                    received += _socket.Receive(_answers.AsSpan(received));
                }
            }
        }
    }
}
