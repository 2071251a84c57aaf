namespace ClientIpAnalyzers;

/// <summary>
/// Marks a method whose <see langword="true"/> means that the request's peer is a trusted proxy, so that the rules
/// take a call of it for the guard of what follows.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = true)]
public sealed class TrustedProxyCheckAttribute : Attribute;

/// <summary>
/// States that this application, or whoever references this assembly, verifies forwarded headers elsewhere: reads of
/// <c>RemoteIpAddress</c> then see the client. The generator writes it where it sees such a set-up.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TrustedProxySetupAttribute : Attribute;
