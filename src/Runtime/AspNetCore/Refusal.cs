using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Answers a request that is not served, as problem details (RFC 9457). The reason why a client is not known stays in
/// the log: it would teach an attacker.
/// </summary>
internal static class Refusal
{
    public static Task UnknownAsync(HttpContext context, int statusCode)
        => WriteAsync(context, statusCode, "The client's address is not known.");

    public static Task ForbiddenAsync(HttpContext context)
        => WriteAsync(context, StatusCodes.Status403Forbidden, "The client's address is not admitted.");

    private static async Task WriteAsync(HttpContext context, int statusCode, string detail)
    {
        context.Response.StatusCode = statusCode;
        if (context.RequestServices.GetService<IProblemDetailsService>() is { } service
            && await service.TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = statusCode, Detail = detail } }))
        {
            return;
        }

        // Written by hand: an application compiled ahead of time knows no problem details unless it asked for them.
        context.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(statusCode));
        json.WriteNumber("status", statusCode);
        json.WriteString("detail", detail);
        json.WriteEndObject();
    }
}
