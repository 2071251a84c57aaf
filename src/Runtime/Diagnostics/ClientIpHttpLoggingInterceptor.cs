using Microsoft.AspNetCore.HttpLogging;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Gives <c>UseHttpLogging</c> the client of each request that it logs.</summary>
internal sealed class ClientIpHttpLoggingInterceptor : IHttpLoggingInterceptor
{
    public ValueTask OnRequestAsync(HttpLoggingInterceptorContext logContext)
    {
        if (ClientIpFeature.Find(logContext.HttpContext) is { HasClient: true } feature)
        {
            logContext.AddParameter("ClientIp", feature.Client.ToString());
            logContext.AddParameter("ClientIpReason", ReasonNames.Of(feature.Client.Reason));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask OnResponseAsync(HttpLoggingInterceptorContext logContext) => ValueTask.CompletedTask;
}
