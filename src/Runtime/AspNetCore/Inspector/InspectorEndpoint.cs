using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Serves the page: who may see it, how it is asked for, and what its headers are.</summary>
internal sealed class InspectorEndpoint
{
    /// <summary>What the framework's authorization leaves with a request whose endpoint it has looked at.</summary>
    private const string AuthorizedMark = "__AuthorizationMiddlewareWithEndpointInvoked";

    private readonly InspectorModelBuilder _models;
    private readonly bool _isDevelopment;

    public InspectorEndpoint(IServiceProvider services)
    {
        _models = new InspectorModelBuilder(services);
        _isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
    }

    public async Task ServeAsync(HttpContext context)
    {
        if (!MayServe(context))
        {
            // As if there were no such page.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var method = context.Request.Method;
        if (HttpMethods.IsPost(method))
        {
            await PostAsync(context);
        }
        else if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            await WriteAsync(context, StatusCodes.Status200OK, _models.OfThis(context));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST";
        }
    }

    /// <summary>Outside Development, only where the endpoint asks for authorization, and that has been given.</summary>
    private bool MayServe(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var isRestricted = metadata is not null
            && metadata.GetMetadata<IAllowAnonymous>() is null
            && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null);
        return _isDevelopment || (isRestricted && context.Items.ContainsKey(AuthorizedMark));
    }

    private async Task PostAsync(HttpContext context)
    {
        var (fields, status) = await InspectorForm.ReadAsync(context.Request);
        if (fields is null)
        {
            await WriteAsync(context, status, _models.OfProblem(context, status == StatusCodes.Status413PayloadTooLarge
                ? "That is more than can be tried at once."
                : "A form is expected, as this page sends it."));
            return;
        }

        var model = _models.OfForm(context, fields);
        await WriteAsync(context, model.Problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, model);
    }

    private static async Task WriteAsync(HttpContext context, int status, InspectorModel model)
    {
        var page = Encoding.UTF8.GetBytes(InspectorPage.Write(model));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.ContentSecurityPolicy = InspectorAssets.ContentSecurityPolicy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(page, context.RequestAborted);
        }
    }
}
