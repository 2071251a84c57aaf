using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Answers a request that is not served, as problem details (RFC 9457). The reason why a client is not known stays in
/// the log: it would teach an attacker.
/// </summary>
internal static class Refusal
{
    public static Task UnknownAsync(HttpContext context, int statusCode)
        => TypedResults.Problem("The client's address is not known.", statusCode: statusCode).ExecuteAsync(context);

    public static Task ForbiddenAsync(HttpContext context)
        => TypedResults.Problem("The client's address is not admitted.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
