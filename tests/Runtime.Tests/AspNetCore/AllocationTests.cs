using System.Net;
using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public class AllocationTests
{
    private const int Requests = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_costs_one_object_and_asking_again_none(bool useClientIp)
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddClientIp(Hosts.Alb)
            .BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        Action<IApplicationBuilder> configure = app =>
        {
            if (useClientIp)
            {
                app.UseClientIp();
            }

            app.Run(context =>
            {
                Assert.True(context.GetClientIp().IsKnown);
                Assert.True(context.GetClientIp().IsKnown);
                return Task.CompletedTask;
            });
        };
        services.GetServices<IStartupFilter>().Reverse().Aggregate(configure, (next, filter) => filter.Configure(next))(app);
        var pipeline = app.Build();
        var context = Context(services, out var features);

        var perRequest = Measure(() =>
        {
            pipeline(context);
            features.Set<IItemsFeature>(null);
            features.Set<ClientIpFeature>(null);
        });
        var oneAnswer = Measure(() => GC.KeepAlive(new ClientIpFeature(default(ClientIp), default)));

        Assert.True(oneAnswer > 0);
        Assert.Equal(oneAnswer, perRequest);
    }

    private static DefaultHttpContext Context(IServiceProvider services, out FeatureCollection features)
    {
        features = new FeatureCollection(16);
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = IPAddress.Parse("100.64.3.4") });
        var context = new DefaultHttpContext(features) { RequestServices = services };
        context.Request.Headers["X-Forwarded-For"] = "8.8.8.8";
        return context;
    }

    private static long Measure(Action request)
    {
        for (var i = 0; i < 100; i++)
        {
            request();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Requests; i++)
        {
            request();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;
    }
}
