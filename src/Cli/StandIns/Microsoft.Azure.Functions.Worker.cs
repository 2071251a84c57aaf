// The members that carry a request's headers.
namespace Microsoft.Azure.Functions.Worker
{
    public abstract class FunctionContext
    {
        public abstract System.IServiceProvider InstanceServices { get; set; }

        public abstract System.Collections.Generic.IDictionary<object, object> Items { get; set; }
    }

    public static class FunctionContextHttpExtensions
    {
        public static Microsoft.AspNetCore.Http.HttpContext? GetHttpContext(this FunctionContext context) => null;

        public static System.Threading.Tasks.ValueTask<Http.HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) => default;
    }
}

namespace Microsoft.Azure.Functions.Worker.Http
{
    public sealed class HttpHeadersCollection : System.Net.Http.Headers.HttpHeaders { }

    public abstract class HttpRequestData
    {
        public abstract HttpHeadersCollection Headers { get; }

        public abstract System.Uri Url { get; }

        public abstract string Method { get; }

        public virtual FunctionContext FunctionContext => null!;

        public abstract HttpResponseData CreateResponse();
    }

    public abstract class HttpResponseData
    {
        public abstract HttpHeadersCollection Headers { get; set; }
    }
}
