using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers;

/// <summary>
/// Everything the library writes to a log. The ids of the events never change, and none of them holds text from a
/// request.
/// </summary>
/// <remarks>
/// They stand in one class, because the logging generator of .NET 10 emits several in random order: no two builds of
/// the library would be the same.
/// </remarks>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information, "{Name} was read again and is in use.", EventName = "Reloaded")]
    public static partial void LogReloaded(this ILogger logger, string name);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "A change of {Name} is refused, and what was read before stays in use: {Problem}",
        EventName = "ReloadRefused")]
    public static partial void LogReloadRefused(this ILogger logger, string name, string problem);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The client of a request is not known: {Reason} (source {Source}, peer {Peer}, vouched for {Vouched}; "
        + "{Held} more requests like it since the last warning).",
        EventName = "ClientUnknown")]
    public static partial void LogClientUnknown(
        this ILogger logger, string reason, string source, Ip? peer, Ip? vouched, long held);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "Something changed RemoteIpAddress before the client was resolved, and may have taken entries out of the headers. "
        + "Such requests have no client. Call UseClientIp first.",
        EventName = "AskedTooLate")]
    public static partial void LogAskedTooLate(this ILogger logger);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "AddTestClientIp is in use: every request is given the client of a test, and no policy is asked.",
        EventName = "TestClient")]
    public static partial void LogTestClient(this ILogger logger);
}
