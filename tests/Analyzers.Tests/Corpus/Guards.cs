using ClientIpAnalyzers;

// Every form of a guard, and beside it the twin that looks like one and proves nothing. A line ends with what is
// reported on it; without a mark nothing is.
public class Guards(HashSet<IPAddress> proxies, List<System.Net.IPNetwork> networks, Modes modes, ILogger<Guards> logger)
{
    // Early return.
    string? Return(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? ReturnTwice(HttpContext c) { var p = c.Connection.RemoteIpAddress; if (p is null) { return null; } if (!proxies.Contains(p)) { return p.ToString(); } return c.Request.Headers["X-Real-IP"]; }
    string? NoReturn(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { logger.LogWarning("not a proxy"); } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? SomeReturn(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { if (modes.Verbose) { return null; } } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? Before(HttpContext c) { string? ip = c.Request.Headers["X-Real-IP"]; if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } return ip; } //! CIP002

    // Throw.
    string? Throw(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { throw new InvalidOperationException(); } return c.Request.Headers["X-Real-IP"]; }
    string? ThrowIfVerbose(HttpContext c) { if (modes.Verbose && !proxies.Contains(c.Connection.RemoteIpAddress!)) { throw new InvalidOperationException(); } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? ThrowExpression(HttpContext c) { _ = proxies.Contains(c.Connection.RemoteIpAddress!) ? 1 : throw new InvalidOperationException(); return c.Request.Headers["X-Real-IP"]; }

    // And, or, not.
    string? And(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) && c.Request.Headers.TryGetValue("X-Real-IP", out var v) ? v.ToString() : null;
    string? Or(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) || modes.Verbose ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002
    string? OrOfChecks(HttpContext c) { var p = c.Connection.RemoteIpAddress!; return proxies.Contains(p) || networks.Any(n => n.Contains(p)) ? c.Request.Headers["X-Real-IP"].ToString() : null; }
    string? NotOr(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!) || !c.Request.Headers.TryGetValue("X-Real-IP", out var v)) { return null; } return v; }
    string? NotAnd(HttpContext c) { if (!(modes.Verbose && proxies.Contains(c.Connection.RemoteIpAddress!))) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? NotBoth(HttpContext c) { if (!modes.Verbose && !proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? Inverted(HttpContext c) { if (proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? EqualsFalse(HttpContext c) { if (proxies.Contains(c.Connection.RemoteIpAddress!) == false) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? IsNotTrue(HttpContext c) { if (proxies.Contains(c.Connection.RemoteIpAddress!) is not true) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? IsTrue(HttpContext c) { if (proxies.Contains(c.Connection.RemoteIpAddress!) is true) { return null; } return c.Request.Headers["X-Real-IP"]; } //! CIP002

    // Conditional expressions.
    string? Choice(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? WrongChoice(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) ? null : c.Request.Headers["X-Real-IP"].ToString(); //! CIP002

    // Patterns.
    string? Pattern(HttpContext c) { if (c.Connection.RemoteIpAddress is { } p && networks.Any(n => n.Contains(p))) { return c.Request.Headers["X-Real-IP"]; } return null; }
    string? NotPattern(HttpContext c) { if (c.Connection.RemoteIpAddress is not { } p || !networks.Any(n => n.Contains(p))) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? TypePattern(HttpContext c) => c.Connection.RemoteIpAddress is IPAddress p && networks.Exists(n => n.Contains(p)) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? Texts(HttpContext c) => c.Connection.RemoteIpAddress?.ToString() is "10.0.0.1" or "10.0.0.2" ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP302
    string? Constant(HttpContext c) => c.Connection.RemoteIpAddress!.Equals(IPAddress.Parse("192.0.2.1")) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? OfPort(HttpContext c) => c.Connection.RemotePort is 443 ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002

    // Bool locals.
    string? Local(HttpContext c) { var trusted = proxies.Contains(c.Connection.RemoteIpAddress!); if (trusted) { return c.Request.Headers["X-Real-IP"]; } return null; }
    string? NegatedLocal(HttpContext c) { var direct = !proxies.Contains(c.Connection.RemoteIpAddress!); if (direct) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? AndedLocal(HttpContext c) { var trusted = modes.Verbose && proxies.Contains(c.Connection.RemoteIpAddress!); return trusted ? c.Request.Headers["X-Real-IP"].ToString() : null; }
    string? SetLocal(HttpContext c) { var trusted = false; if (proxies.Contains(c.Connection.RemoteIpAddress!)) { trusted = true; } if (!trusted) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? OverwrittenLocal(HttpContext c) { var trusted = proxies.Contains(c.Connection.RemoteIpAddress!); trusted = modes.Verbose; if (trusted) { return c.Request.Headers["X-Real-IP"]; } return null; } //! CIP002

    // Switches.
    string? Arm(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) switch { true => c.Request.Headers["X-Real-IP"].ToString(), false => null };
    string? OtherArm(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) switch { true => null, false => c.Request.Headers["X-Real-IP"].ToString() }; //! CIP002
    string? WhenArm(HttpContext c) => c.Connection.RemoteIpAddress switch { { } p when proxies.Contains(p) => c.Request.Headers["X-Real-IP"].ToString(), _ => null };
    string? DefaultArm(HttpContext c) => c.Connection.RemoteIpAddress switch { { } p when proxies.Contains(p) => null, _ => c.Request.Headers["X-Real-IP"].ToString() }; //! CIP002
    string? Case(HttpContext c) { switch (proxies.Contains(c.Connection.RemoteIpAddress!)) { case true: return c.Request.Headers["X-Real-IP"]; default: return null; } }
    string? DefaultCase(HttpContext c) { switch (proxies.Contains(c.Connection.RemoteIpAddress!)) { case true: return null; default: return c.Request.Headers["X-Real-IP"]; } } //! CIP002

    // Loops.
    string? InLoop(HttpContext c) { foreach (var n in networks) { if (n.Contains(c.Connection.RemoteIpAddress!)) { return c.Request.Headers["X-Real-IP"]; } } return null; }
    string? AfterLoop(HttpContext c) { foreach (var n in networks) { if (n.Contains(c.Connection.RemoteIpAddress!)) { break; } } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? ByLoop(HttpContext c) { var ok = false; foreach (var n in networks) { if (n.Contains(c.Connection.RemoteIpAddress!)) { ok = true; break; } } if (!ok) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? While(HttpContext c) { while (proxies.Contains(c.Connection.RemoteIpAddress!)) { return c.Request.Headers["X-Real-IP"]; } return null; }
    string? AfterWhile(HttpContext c) { while (proxies.Contains(c.Connection.RemoteIpAddress!)) { logger.LogInformation("x"); } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? Continue(HttpContext c) { foreach (var n in networks) { if (!n.Contains(c.Connection.RemoteIpAddress!)) { continue; } return c.Request.Headers["X-Real-IP"]; } return null; }

    // Await.
    async Task<string?> Await(HttpContext c) { if (!await IsProxyAsync(c.Connection.RemoteIpAddress)) { return null; } return c.Request.Headers["X-Real-IP"]; }
    async Task<string?> AwaitNothing(HttpContext c) { await IsProxyAsync(c.Connection.RemoteIpAddress); return c.Request.Headers["X-Real-IP"]; } //! CIP002
    async Task<string?> AwaitConfigured(HttpContext c) => await IsProxyAsync(c.Connection.RemoteIpAddress).ConfigureAwait(false) ? c.Request.Headers["X-Real-IP"].ToString() : null;

    // Local functions and lambdas.
    string? AsksLocally(HttpContext c) { bool Ok() => proxies.Contains(c.Connection.RemoteIpAddress!); return Ok() ? c.Request.Headers["X-Real-IP"].ToString() : null; }
    string? ReadsLocally(HttpContext c) { return proxies.Contains(c.Connection.RemoteIpAddress!) ? Read() : null; string? Read() => c.Request.Headers["X-Real-IP"]; }
    string? ReadsLocallyTwice(HttpContext c) { if (proxies.Contains(c.Connection.RemoteIpAddress!)) { return Read(); } return modes.Verbose ? Read() : null; string? Read() => c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? Lambda(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } Func<string?> read = () => c.Request.Headers["X-Real-IP"]; return read(); }
    string? EarlyLambda(HttpContext c) { Func<string?> read = () => c.Request.Headers["X-Real-IP"]; return proxies.Contains(c.Connection.RemoteIpAddress!) ? read() : null; } //! CIP002
    IEnumerable<string?> InLambda(IEnumerable<HttpContext> all) => all.Select(c => proxies.Contains(c.Connection.RemoteIpAddress!) ? c.Request.Headers["X-Real-IP"].ToString() : null);
    IEnumerable<string?> Filtered(IEnumerable<HttpContext> all) => all.Select(c => c.Request.Headers["X-Real-IP"].ToString()); //! CIP002

    // Try.
    string? Finally(HttpContext c) { try { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } } finally { logger.LogInformation("asked"); } return c.Request.Headers["X-Real-IP"]; }
    string? InFinally(HttpContext c) { string? ip = null; try { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { return null; } } finally { ip = c.Request.Headers["X-Real-IP"]; } return ip; } //! CIP002
    string? Swallowed(HttpContext c) { try { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { throw new InvalidOperationException(); } } catch (InvalidOperationException) { } return c.Request.Headers["X-Real-IP"]; } //! CIP002
    string? InCatch(HttpContext c) { try { return proxies.Contains(c.Connection.RemoteIpAddress!) ? "" : null; } catch (InvalidOperationException) { return c.Request.Headers["X-Real-IP"]; } } //! CIP002

    // Helpers of the same compilation.
    string? ByMethod(HttpContext c) => IsProxy(c.Connection.RemoteIpAddress) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByContext(HttpContext c) => ComesFromProxy(c) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByExtension(HttpContext c) => c.IsProxied(proxies) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByStatic(HttpContext c) => Trust.Of(c.Connection.RemoteIpAddress) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByDelegate(HttpContext c, Func<IPAddress?, bool> isProxy) => isProxy(c.Connection.RemoteIpAddress) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByEnsuring(HttpContext c) { EnsureProxy(c); return c.Request.Headers["X-Real-IP"]; }
    string? ByMarked(HttpContext c) => Marked(c) ? c.Request.Headers["X-Real-IP"].ToString() : null;
    string? ByHeader(HttpContext c) => LooksValid(c.Request.Headers["X-Real-IP"]) ? "yes" : null; //! CIP002
    string? ByPath(HttpContext c) => IsApi(c) ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002
    string? BySetOfSeen(HttpContext c) => proxies.Add(c.Connection.RemoteIpAddress!) ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP001 CIP002

    // Two addresses: the check must be of the peer.
    string? OfLocal(HttpContext c) => proxies.Contains(c.Connection.LocalIpAddress!) ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002
    string? OfClaimed(HttpContext c) { if (!IPAddress.TryParse(c.Request.Headers["X-Forwarded-For"], out var claimed)) { return null; } return proxies.Contains(claimed) ? claimed.ToString() : null; } //! CIP002 CIP305i

    // A secret of the origin.
    string? Secret(HttpContext c) { if (string.IsNullOrEmpty(modes.OriginSecret) || c.Request.Headers["X-Origin-Secret"] != modes.OriginSecret) { return null; } return c.Request.Headers["X-Real-IP"]; }
    string? UnsetSecret(HttpContext c) { if (!string.IsNullOrEmpty(modes.OriginSecret) && c.Request.Headers["X-Origin-Secret"] != modes.OriginSecret) { return null; } return c.Request.Headers["X-Real-IP"]; } //! CIP002

    // A mode is no proof.
    string? Mode(HttpContext c) => modes.TrustProxyHeaders ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002i
    string? NotHosted(HttpContext c) { if (!modes.SelfHosted && c.Request.Headers.TryGetValue("X-Connecting-IP", out var v)) { return v; } return c.Connection.RemoteIpAddress?.ToString(); } //! CIP001 CIP002i
    string? OtherMode(HttpContext c) => modes.Verbose ? c.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002

    private bool IsProxy(IPAddress? peer) => peer is not null && proxies.Contains(peer);
    private Task<bool> IsProxyAsync(IPAddress? peer) => Task.FromResult(peer is not null && proxies.Contains(peer));
    private bool ComesFromProxy(HttpContext c) => c.Connection.RemoteIpAddress is { } peer && networks.Any(n => n.Contains(peer));
    private void EnsureProxy(HttpContext c) { if (!proxies.Contains(c.Connection.RemoteIpAddress!)) { throw new InvalidOperationException(); } }
    [TrustedProxyCheck] private static bool Marked(HttpContext c) => c.Request.IsHttps;
    private static bool LooksValid(string? text) => text?.Length > 6;
    private static bool IsApi(HttpContext c) => c.Request.Path.StartsWithSegments("/api");
}

public static class Trust
{
    private static readonly HashSet<IPAddress> Proxies = [IPAddress.Parse("192.0.2.1")];
    public static bool Of(IPAddress? peer) => peer is not null && Proxies.Contains(peer);
    public static bool IsProxied(this HttpContext c, HashSet<IPAddress> proxies) => c.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer);
}

public class ByProperty(IHttpContextAccessor accessor, HashSet<IPAddress> proxies)
{
    private HttpContext Context => accessor.HttpContext!;
    private bool IsProxied => proxies.Contains(Context.Connection.RemoteIpAddress!);
    public string? Client => IsProxied ? Context.Request.Headers["X-Real-IP"].ToString() : null;
    public string? Other => Context.Request.IsHttps ? Context.Request.Headers["X-Real-IP"].ToString() : null; //! CIP002
}

public class Modes
{
    public bool Verbose { get; set; }
    public bool TrustProxyHeaders { get; set; }
    public bool SelfHosted { get; set; }
    public string? OriginSecret { get; set; }
}
