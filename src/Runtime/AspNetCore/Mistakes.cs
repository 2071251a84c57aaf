namespace ClientIpAnalyzers.AspNetCore;

/// <summary>What an application can do wrong, each with what to write instead.</summary>
internal static class Mistakes
{
    public static InvalidOperationException NotAdded() => new(
        "The application has no client address policy. Declare one with [ClientIpSource(...)] and call "
        + "builder.Services.AddClientIp(), or AddClientIp<YourPolicy>(), before the application is built.");

    public static InvalidOperationException NoPolicyOfTheApplication() => new(
        "The application has policies, but none is its own: several are declared, or only policies of controllers and "
        + "the like. Choose one with builder.Services.AddClientIp<YourPolicy>().");

    public static InvalidOperationException NotAdded(Type policy) => new(
        $"The policy {policy.Name} is not registered. Call builder.Services.AddClientIp(), or "
        + $"AddClientIp<{policy.Name}>(), before the application is built.");

    public static InvalidOperationException UsedTwice() => new(
        "UseClientIp is called twice for one pipeline. Keep the first call.");

    public static InvalidOperationException UsedTooLate(string before) => new(
        $"UseClientIp comes after {before}, which then works with the address of the proxy. Make it the first call on "
        + "the application.");

    public static InvalidOperationException RewritesBeforeForwardedHeaders() => new(
        "UseForwardedHeaders comes after UseClientIp, which writes the client to RemoteIpAddress: it would take the client "
        + "for the proxy, and believe everybody where the client is not known. Call UseForwardedHeaders before UseClientIp, "
        + "without XForwardedFor; the client is resolved before either of them runs.");

    public static InvalidOperationException NeverUsed() => new(
        "Policies are registered, but nothing resolves a client: UseClientIp is not called, and the option "
        + "RunFirst is off. Call app.UseClientIp() before anything else, or leave the option on.");
}
