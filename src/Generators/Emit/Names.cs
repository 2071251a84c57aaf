namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>The names that emitted code uses, whole, so that nothing a user declares can stand between.</summary>
internal static class Names
{
    public const string Ip = "global::ClientIpAnalyzers.Ip";
    public const string ClientIp = "global::ClientIpAnalyzers.ClientIp";
    public const string Reason = "global::ClientIpAnalyzers.ClientIpReason";
    public const string Policy = "global::ClientIpAnalyzers.ClientIpPolicy";
    public const string PolicyException = "global::ClientIpAnalyzers.ClientIpPolicyException";
    public const string Source = "global::ClientIpAnalyzers.ClientIpSource";
    public const string HeaderKind = "global::ClientIpAnalyzers.ClientIpHeaderKind";
    public const string Hop = "global::ClientIpAnalyzers.TrustedHop";
    public const string CidrSet = "global::ClientIpAnalyzers.CidrSet";
    public const string OriginSecrets = "global::ClientIpAnalyzers.OriginSecrets";
    public const string Resolver = "global::ClientIpAnalyzers.IClientIpResolver";

    public const string GeneratedResolver = "global::ClientIpAnalyzers.CompilerServices.IGeneratedClientIpResolver";
    public const string Registry = "global::ClientIpAnalyzers.CompilerServices.IClientIpPolicyRegistry";
    public const string ListReader = "global::ClientIpAnalyzers.CompilerServices.HeaderListReader";
    public const string SingleValue = "global::ClientIpAnalyzers.CompilerServices.SingleValueHeader";
    public const string RangeTable = "global::ClientIpAnalyzers.CompilerServices.RangeTable";
    public const string Configured = "global::ClientIpAnalyzers.CompilerServices.PolicyConfiguration";
    public const string Answer = "global::ClientIpAnalyzers.CompilerServices.ClientIpAnswer";

    public const string HttpContext = "global::Microsoft.AspNetCore.Http.HttpContext";
    public const string Headers = "global::Microsoft.AspNetCore.Http.IHeaderDictionary";
    public const string Path = "global::Microsoft.AspNetCore.Http.PathString";
    public const string StringValues = "global::Microsoft.Extensions.Primitives.StringValues";
    public const string MiddlewareOptions = "global::System.Action<global::Microsoft.AspNetCore.Builder.ClientIpMiddlewareOptions>";
    public const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";

    /// <summary>The class that names every policy of an assembly.</summary>
    public const string AssemblyPolicies = "global::ClientIpAnalyzers.Generated.AssemblyPolicies";

    public static readonly string GeneratedCode =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"ClientIpAnalyzers.Generators\", \""
        + typeof(Names).Assembly.GetName().Version + "\")]";

    /// <summary>
    /// On a method that returns an answer in several places: inlined, it would write each to the stack and copy it
    /// from there, which takes longer than the call.
    /// </summary>
    public const string NotInlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";
}
