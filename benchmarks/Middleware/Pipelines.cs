using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Benchmarks.Middleware;

/// <summary>The variants without a server: what a host does with a request once it has been read.</summary>
internal sealed class Pipelines : IAsyncDisposable
{
    private readonly List<(Variant Variant, WebApplication App, NoServer Server)> _apps = [];

    public static async Task<Pipelines> StartAsync(IEnumerable<Variant> variants)
    {
        var pipelines = new Pipelines();
        foreach (var variant in variants)
        {
            var server = new NoServer();
            var app = variant.Build(builder => builder.Services.AddSingleton<IServer>(server));
            await app.StartAsync();
            pipelines._apps.Add((variant, app, server));
        }

        return pipelines;
    }

    public IReadOnlyList<(string Name, SendRequests Send)> Callers()
        => [.. _apps.Select(app => (app.Variant.Name, (SendRequests)app.Server.Send))];

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, app, _) in _apps)
        {
            await app.DisposeAsync();
        }
    }

    private sealed class NoServer : IServer
    {
        private static readonly IPAddress s_peer = IPAddress.Loopback;
        private readonly FeatureCollection _features = new();
        private Action? _handle;

        public NoServer() => _features.Set<IServerAddressesFeature>(new ServerAddressesFeature());

        public IFeatureCollection Features => _features;

        public void Send(int count)
        {
            for (var i = 0; i < count; i++)
            {
                _handle!();
            }
        }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
        {
            _handle = () =>
            {
                var features = Request();
                var context = application.CreateContext(features);
                var handled = application.ProcessRequestAsync(context);
                if (!handled.IsCompletedSuccessfully)
                {
                    throw new InvalidOperationException("The application has not answered at once.", handled.Exception);
                }

                application.DisposeContext(context, exception: null);
                if (features.Get<IHttpResponseFeature>()!.StatusCode != 200)
                {
                    throw new InvalidOperationException("The application does not answer.");
                }
            };
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private static FeatureCollection Request()
        {
            var features = new FeatureCollection(initialCapacity: 24);
            var request = new HttpRequestFeature { Method = "GET", Path = "/", Scheme = "http", Protocol = "HTTP/1.1" };
            request.Headers["X-Forwarded-For"] = Variant.ForwardedFor;
            features.Set<IHttpRequestFeature>(request);
            features.Set<IHttpResponseFeature>(new HttpResponseFeature());
            features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
            features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = s_peer });
            return features;
        }
    }
}
