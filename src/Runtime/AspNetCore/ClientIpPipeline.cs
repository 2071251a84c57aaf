using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>How the host's pipeline has come to use the middleware.</summary>
internal sealed class ClientIpPipeline(IOptions<ClientIpMiddlewareOptions> options, RequestResolver resolver)
{
    /// <summary>Marks a pipeline that has the middleware; branches see the marks of the pipeline they leave.</summary>
    private const string Mark = "ClientIpAnalyzers.UseClientIp";

    /// <summary>The marks that the framework's own middleware leaves, and what leaves them.</summary>
    private static readonly (string Mark, string Name)[] s_laterMiddleware =
    [
        ("__AuthenticationMiddlewareSet", "UseAuthentication"),
        ("__AuthorizationMiddlewareSet", "UseAuthorization"),
    ];

    public ClientIpMiddlewareOptions Options { get; } = options.Value;

    public RequestResolver Resolver { get; } = resolver;

    /// <summary>Whether the application calls <c>UseClientIp</c> anywhere.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Notes that the application calls <c>UseClientIp</c>, and stops it where that cannot work.</summary>
    public ClientIpUse Use(IApplicationBuilder app, Action<ClientIpMiddlewareOptions>? configure)
    {
        if (!Resolver.HasClient)
        {
            throw Mistakes.NoPolicyOfTheApplication();
        }

        if (!app.Properties.TryAdd(Mark, true))
        {
            throw Mistakes.UsedTwice();
        }

        foreach (var (mark, name) in s_laterMiddleware)
        {
            if (app.Properties.ContainsKey(mark))
            {
                throw Mistakes.UsedTooLate(name);
            }
        }

        IsUsed = true;
        var options = Options.Copy();
        configure?.Invoke(options);
        Resolver.AllowsLoopback = Resolver.IsDevelopment && options.AllowLoopbackInDevelopment;
        return new ClientIpUse(app, options);
    }
}

/// <summary>One call of <c>UseClientIp</c>.</summary>
internal sealed class ClientIpUse(IApplicationBuilder app, ClientIpMiddlewareOptions options)
{
    /// <summary>The mark that <c>UseForwardedHeaders()</c> leaves; with options of its own it leaves none.</summary>
    private const string ForwardedHeadersMark = "ForwardedHeadersAdded";

    private readonly bool _comesAfterForwardedHeaders = app.Properties.ContainsKey(ForwardedHeadersMark);

    public ClientIpMiddlewareOptions Options { get; } = options;

    /// <summary>Stops the pipeline, as it is built, where something after the middleware cannot work behind it.</summary>
    public void CheckOrder()
    {
        if (Options.RewriteRemoteIpAddress && !_comesAfterForwardedHeaders && app.Properties.ContainsKey(ForwardedHeadersMark))
        {
            throw Mistakes.RewritesBeforeForwardedHeaders();
        }
    }
}
