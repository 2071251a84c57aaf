using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Quickstart;

/// <summary>
/// Connects to the application from a chosen loopback address, so that it sees that address as its peer. Linux and
/// Windows let a socket bind any address in 127.0.0.0/8. Where there is only 127.0.0.1, as on macOS, the client
/// notes which peer its port stands for, and a connection middleware puts that peer in place: only this process can
/// write the note, so that the way in is none for anybody else. A real application has nothing of the kind.
/// </summary>
internal sealed class SimulatedPeers(bool onlyOneLoopbackAddress)
{
    private readonly ConcurrentDictionary<int, IPAddress> _peerOfPort = new();

    /// <summary>A client that speaks from <paramref name="peer"/>.</summary>
    public HttpClient CreateClient(IPAddress peer, Uri application)
        => new(CreateHandler(peer))
        {
            BaseAddress = application,
            Timeout = TimeSpan.FromSeconds(10),
        };

    /// <summary>What connects from <paramref name="peer"/>.</summary>
    public SocketsHttpHandler CreateHandler(IPAddress peer)
        => new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (target, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    Bind(socket, peer);
                    await socket.ConnectAsync(IPAddress.Loopback, target.DnsEndPoint.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };

    /// <summary>Puts the noted peer in place of 127.0.0.1.</summary>
    public void Restore(ListenOptions listen)
        => listen.Use(next => connection =>
        {
            if (connection.RemoteEndPoint is IPEndPoint remote && _peerOfPort.TryRemove(remote.Port, out var peer))
            {
                connection.RemoteEndPoint = new IPEndPoint(peer, remote.Port);
            }

            return next(connection);
        });

    private void Bind(Socket socket, IPAddress peer)
    {
        if (!onlyOneLoopbackAddress)
        {
            try
            {
                socket.Bind(new IPEndPoint(peer, 0));
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // The note below takes over.
            }
        }

        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _peerOfPort[((IPEndPoint)socket.LocalEndPoint!).Port] = peer;
    }
}
