namespace ClientIpAnalyzers.Declarations;

/// <summary>The way from an instance to its <c>HttpContext</c>.</summary>
/// <param name="Expression">The member or parameter, <c>this.HttpContext</c> for example.</param>
internal sealed record ContextReach(ContextReachKind Kind, string Expression);

internal enum ContextReachKind
{
    /// <summary>The expression is the context.</summary>
    Context,

    /// <summary>The expression is an <c>IHttpContextAccessor</c>.</summary>
    Accessor,

    /// <summary>The expression is a hub's <c>HubCallerContext</c>.</summary>
    HubCaller,
}
