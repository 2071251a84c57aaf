using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>The types that rules compare symbols with, looked up once per compilation; null where absent.</summary>
internal sealed class WellKnownTypes
{
    private WellKnownTypes(Compilation compilation)
    {
        HttpContext = Find("Microsoft.AspNetCore.Http.HttpContext");
        ConnectionInfo = Find("Microsoft.AspNetCore.Http.ConnectionInfo");
        HttpConnectionFeature = Find("Microsoft.AspNetCore.Http.Features.IHttpConnectionFeature");
        ServerCallContext = Find("Grpc.Core.ServerCallContext");
        HttpListenerRequest = Find("System.Net.HttpListenerRequest");
        HeaderDictionary = Find("Microsoft.AspNetCore.Http.IHeaderDictionary");
        HttpResponse = Find("Microsoft.AspNetCore.Http.HttpResponse");
        HttpResponseFeature = Find("Microsoft.AspNetCore.Http.Features.IHttpResponseFeature");
        HttpRequestData = Find("Microsoft.Azure.Functions.Worker.Http.HttpRequestData");
        RequestHeaders = Find("Microsoft.AspNetCore.Http.Headers.RequestHeaders");
        ForwardedHeadersOptions = Find("Microsoft.AspNetCore.Builder.ForwardedHeadersOptions");
        ForwardedHeadersDefaults = Find("Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersDefaults");
        HttpRequest = Find("Microsoft.AspNetCore.Http.HttpRequest");
        FromHeader = Find("Microsoft.AspNetCore.Mvc.FromHeaderAttribute");
        FromHeaderMetadata = Find("Microsoft.AspNetCore.Http.Metadata.IFromHeaderMetadata");
        ControllerBase = Find("Microsoft.AspNetCore.Mvc.ControllerBase");
        PageModel = Find("Microsoft.AspNetCore.Mvc.RazorPages.PageModel");
        Hub = Find("Microsoft.AspNetCore.SignalR.Hub");
        AuthorizationHandlerContext = Find("Microsoft.AspNetCore.Authorization.AuthorizationHandlerContext");
        RateLimitPartition = Find("System.Threading.RateLimiting.RateLimitPartition");
        RateLimitPartitionOfKey = Find("System.Threading.RateLimiting.RateLimitPartition`1");
        Ip = Find("ClientIpAnalyzers.Ip");
        ForwardedNetwork = Find("Microsoft.AspNetCore.HttpOverrides.IPNetwork");
        ApplicationBuilder = Find("Microsoft.AspNetCore.Builder.IApplicationBuilder");
        WebApplication = Find("Microsoft.AspNetCore.Builder.WebApplication");
        RequestDelegate = Find("Microsoft.AspNetCore.Http.RequestDelegate");
        IPNetwork = Find("System.Net.IPNetwork");
        IPAddress = Find("System.Net.IPAddress");
        IPEndPoint = Find("System.Net.IPEndPoint");
        LambdaExpression = Find("System.Linq.Expressions.LambdaExpression");
        ClientIp = Find("ClientIpAnalyzers.ClientIp");
        ClientIpSource = Find("ClientIpAnalyzers.ClientIpSourceAttribute");
        ClientIpResolver = Find("ClientIpAnalyzers.IClientIpResolver");
        TrustedProxySetup = Find("ClientIpAnalyzers.TrustedProxySetupAttribute");

        // A type that two references define is ambiguous to the compiler; the first one still names what it is.
        INamedTypeSymbol? Find(string name)
            => compilation.GetTypeByMetadataName(name) ?? compilation.GetTypesByMetadataName(name).FirstOrDefault();
    }

    public INamedTypeSymbol? HttpContext { get; }

    public INamedTypeSymbol? ConnectionInfo { get; }

    public INamedTypeSymbol? HttpConnectionFeature { get; }

    public INamedTypeSymbol? ServerCallContext { get; }

    public INamedTypeSymbol? HttpListenerRequest { get; }

    public INamedTypeSymbol? HeaderDictionary { get; }

    public INamedTypeSymbol? HttpResponse { get; }

    public INamedTypeSymbol? HttpResponseFeature { get; }

    public INamedTypeSymbol? HttpRequestData { get; }

    public INamedTypeSymbol? RequestHeaders { get; }

    public INamedTypeSymbol? ForwardedHeadersOptions { get; }

    public INamedTypeSymbol? ForwardedHeadersDefaults { get; }

    public INamedTypeSymbol? HttpRequest { get; }

    public INamedTypeSymbol? FromHeader { get; }

    public INamedTypeSymbol? FromHeaderMetadata { get; }

    public INamedTypeSymbol? ControllerBase { get; }

    public INamedTypeSymbol? PageModel { get; }

    public INamedTypeSymbol? Hub { get; }

    public INamedTypeSymbol? AuthorizationHandlerContext { get; }

    public INamedTypeSymbol? RateLimitPartition { get; }

    public INamedTypeSymbol? RateLimitPartitionOfKey { get; }

    public INamedTypeSymbol? Ip { get; }
    /// <summary>The network type of the list that newer versions call obsolete.</summary>
    public INamedTypeSymbol? ForwardedNetwork { get; }

    public INamedTypeSymbol? ApplicationBuilder { get; }

    public INamedTypeSymbol? WebApplication { get; }

    public INamedTypeSymbol? RequestDelegate { get; }

    public INamedTypeSymbol? IPNetwork { get; }

    public INamedTypeSymbol? IPAddress { get; }

    public INamedTypeSymbol? IPEndPoint { get; }

    /// <summary>The network type of .NET itself, not the one of <c>Microsoft.AspNetCore.HttpOverrides</c>.</summary>
    public INamedTypeSymbol? LambdaExpression { get; }

    public INamedTypeSymbol? ClientIp { get; }

    public INamedTypeSymbol? ClientIpSource { get; }

    public INamedTypeSymbol? ClientIpResolver { get; }

    public INamedTypeSymbol? TrustedProxySetup { get; }

    /// <summary>Whether the compilation can hold a request at all.</summary>
    public bool HasRequests => HasWebRequests || HttpListenerRequest is not null;

    /// <summary>Whether it can hold one of ASP.NET Core, gRPC or Functions; HttpListener is part of every .NET.</summary>
    public bool HasWebRequests
        => ConnectionInfo is not null
            || HeaderDictionary is not null
            || ServerCallContext is not null
            || HttpRequestData is not null;

    public static WellKnownTypes From(Compilation compilation) => new(compilation);
}
