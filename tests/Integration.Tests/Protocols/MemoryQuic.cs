using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>
/// Stands in for QUIC, which needs a native library: connections and streams are pipes in memory, and everything above
/// them is the server's own HTTP/3. It speaks as a proxy at a given address would.
/// </summary>
internal sealed class MemoryQuic(IPEndPoint proxy) : IMultiplexedConnectionListenerFactory, IMultiplexedConnectionListener
{
    private readonly Channel<MultiplexedConnectionContext?> _connections = Channel.CreateUnbounded<MultiplexedConnectionContext?>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 443);

    public ValueTask<IMultiplexedConnectionListener> BindAsync(
        EndPoint endpoint, IFeatureCollection? features = null, CancellationToken cancellationToken = default)
        => new(this);

    public ValueTask<MultiplexedConnectionContext?> AcceptAsync(
        IFeatureCollection? features = null, CancellationToken cancellationToken = default)
        => _connections.Reader.ReadAsync(cancellationToken);

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _connections.Writer.TryWrite(item: null);
        return default;
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Opens a connection to the server.</summary>
    public async Task<Connection> ConnectAsync()
    {
        var connection = new Connection(proxy);
        _connections.Writer.TryWrite(connection);

        // A control stream without settings.
        await connection.Open(canRead: false).Output.WriteAsync(new byte[] { 0x00, 0x04, 0x00 });
        return connection;
    }

    internal sealed class Connection : MultiplexedConnectionContext, IProtocolErrorCodeFeature
    {
        private readonly Channel<ConnectionContext?> _streams = Channel.CreateUnbounded<ConnectionContext?>();
        private long _bidirectional = -4;
        private long _unidirectional = -2;

        public Connection(EndPoint remote)
        {
            RemoteEndPoint = remote;
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 443);
            Features.Set<IProtocolErrorCodeFeature>(this);
        }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new ConcurrentDictionary<object, object?>();

        public long Error { get; set; }

        public override void Abort() => _streams.Writer.TryWrite(item: null);

        public override void Abort(ConnectionAbortedException abortReason) => Abort();

        public override ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
            => _streams.Reader.ReadAsync(cancellationToken);

        /// <summary>A stream that the server opens; what it writes there is of no interest.</summary>
        public override ValueTask<ConnectionContext> ConnectAsync(IFeatureCollection? features = null, CancellationToken cancellationToken = default)
            => new(new Stream(this, id: 3, canRead: false, canWrite: true));

        /// <summary>A stream that the client opens; the far end of it is returned.</summary>
        public IDuplexPipe Open(bool canRead)
        {
            var stream = new Stream(this, canRead ? _bidirectional += 4 : _unidirectional += 4, canRead: true, canWrite: canRead);
            _streams.Writer.TryWrite(stream);
            return stream.FarEnd;
        }

        /// <summary>Asks for the root and gives the body of the answer.</summary>
        public async Task<string> GetAsync(string? list)
        {
            var stream = Open(canRead: true);
            var fields = new ArrayBufferWriter<byte>();

            // QPACK without a dynamic table: GET, http (these connections have no TLS), the root and the
            // authority by the static one.
            fields.Write((ReadOnlySpan<byte>)[0x00, 0x00, 0xd1, 0xd6, 0xc1, 0x50]);
            WriteText(fields, "localhost");
            if (list is not null)
            {
                const string name = "x-forwarded-for";
                fields.Write((ReadOnlySpan<byte>)[0x27, (byte)(name.Length - 7)]);
                fields.Write(Encoding.ASCII.GetBytes(name));
                WriteText(fields, list);
            }

            await stream.Output.WriteAsync(new byte[] { 0x01, (byte)(0x40 | (fields.WrittenCount >> 8)), (byte)fields.WrittenCount });
            await stream.Output.WriteAsync(fields.WrittenMemory);
            await stream.Output.CompleteAsync();

            using var answer = new MemoryStream();
            await stream.Input.CopyToAsync(answer);
            return BodyOf(answer.ToArray());
        }

        private static void WriteText(ArrayBufferWriter<byte> fields, string text)
        {
            fields.Write((ReadOnlySpan<byte>)[(byte)text.Length]);
            fields.Write(Encoding.ASCII.GetBytes(text));
        }

        /// <summary>The contents of the DATA frames.</summary>
        private static string BodyOf(ReadOnlySpan<byte> frames)
        {
            var body = new StringBuilder();
            while (!frames.IsEmpty)
            {
                var type = ReadNumber(ref frames);
                var length = (int)ReadNumber(ref frames);
                if (type == 0)
                {
                    body.Append(Encoding.UTF8.GetString(frames[..length]));
                }

                frames = frames[length..];
            }

            return body.ToString();
        }

        private static long ReadNumber(ref ReadOnlySpan<byte> bytes)
        {
            var length = 1 << (bytes[0] >> 6);
            long number = bytes[0] & 0x3f;
            for (var i = 1; i < length; i++)
            {
                number = (number << 8) | bytes[i];
            }

            bytes = bytes[length..];
            return number;
        }
    }

    private sealed class Stream : ConnectionContext, IStreamDirectionFeature, IStreamIdFeature, IStreamAbortFeature,
        IStreamClosedFeature, IProtocolErrorCodeFeature, IPersistentStateFeature
    {
        public Stream(Connection connection, long id, bool canRead, bool canWrite)
        {
            (StreamId, CanRead, CanWrite) = (id, canRead, canWrite);
            ConnectionId = connection.ConnectionId;
            (LocalEndPoint, RemoteEndPoint) = (connection.LocalEndPoint, connection.RemoteEndPoint);
            var (there, back) = (new Pipe(), new Pipe());
            Transport = new Duplex(there.Reader, back.Writer);
            FarEnd = new Duplex(back.Reader, there.Writer);
            Features.Set<IStreamDirectionFeature>(this);
            Features.Set<IStreamIdFeature>(this);
            Features.Set<IStreamAbortFeature>(this);
            Features.Set<IStreamClosedFeature>(this);
            Features.Set<IProtocolErrorCodeFeature>(this);
            Features.Set<IPersistentStateFeature>(this);
        }

        public override string ConnectionId { get; set; }

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override IDuplexPipe Transport { get; set; }

        public IDuplexPipe FarEnd { get; }

        public bool CanRead { get; }

        public bool CanWrite { get; }

        public long StreamId { get; }

        public long Error { get; set; }

        public IDictionary<object, object?> State { get; } = new Dictionary<object, object?>();

        public void AbortRead(long errorCode, ConnectionAbortedException abortReason)
        {
        }

        public void AbortWrite(long errorCode, ConnectionAbortedException abortReason)
        {
        }

        public void OnClosed(Action<object?> callback, object? state)
        {
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
