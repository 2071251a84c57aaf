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
        ForwardedNetwork = Find("Microsoft.AspNetCore.HttpOverrides.IPNetwork");
        ApplicationBuilder = Find("Microsoft.AspNetCore.Builder.IApplicationBuilder");
        WebApplication = Find("Microsoft.AspNetCore.Builder.WebApplication");
        HttpRequest = Find("Microsoft.AspNetCore.Http.HttpRequest");
        RequestDelegate = Find("Microsoft.AspNetCore.Http.RequestDelegate");
        IPNetwork = Find("System.Net.IPNetwork");
        IPAddress = Find("System.Net.IPAddress");
        IPEndPoint = Find("System.Net.IPEndPoint");
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

    /// <summary>The network type of the list that newer versions call obsolete.</summary>
    public INamedTypeSymbol? ForwardedNetwork { get; }

    public INamedTypeSymbol? ApplicationBuilder { get; }

    public INamedTypeSymbol? WebApplication { get; }

    public INamedTypeSymbol? HttpRequest { get; }

    public INamedTypeSymbol? RequestDelegate { get; }

    public INamedTypeSymbol? IPNetwork { get; }

    public INamedTypeSymbol? IPAddress { get; }

    public INamedTypeSymbol? IPEndPoint { get; }

    public INamedTypeSymbol? ClientIp { get; }

    public INamedTypeSymbol? ClientIpSource { get; }

    public INamedTypeSymbol? ClientIpResolver { get; }

    public INamedTypeSymbol? TrustedProxySetup { get; }

    /// <summary>Whether the compilation can hold a request at all.</summary>
    public bool HasRequests
        => ConnectionInfo is not null
            || HeaderDictionary is not null
            || HttpListenerRequest is not null
            || ServerCallContext is not null
            || HttpRequestData is not null;

    public static WellKnownTypes From(Compilation compilation) => new(compilation);
}
