// Code that transforms proxied requests handles peers and headers by trade; these types tell it apart.
namespace Yarp.ReverseProxy.Transforms
{
    public class RequestTransformContext
    {
        public Microsoft.AspNetCore.Http.HttpContext HttpContext { get; set; } = null!;

        public System.Net.Http.HttpRequestMessage ProxyRequest { get; set; } = null!;
    }

    public class ResponseTransformContext
    {
        public Microsoft.AspNetCore.Http.HttpContext HttpContext { get; set; } = null!;
    }

    public abstract class RequestTransform
    {
        public abstract System.Threading.Tasks.ValueTask ApplyAsync(RequestTransformContext context);
    }

    public abstract class ResponseTransform
    {
        public abstract System.Threading.Tasks.ValueTask ApplyAsync(ResponseTransformContext context);
    }

    public static class TransformBuilderContextFuncExtensions
    {
        public static Builder.TransformBuilderContext AddRequestTransform(
            this Builder.TransformBuilderContext context, System.Func<RequestTransformContext, System.Threading.Tasks.ValueTask> transform) => context;

        public static Builder.TransformBuilderContext AddResponseTransform(
            this Builder.TransformBuilderContext context, System.Func<ResponseTransformContext, System.Threading.Tasks.ValueTask> transform) => context;
    }
}

namespace Yarp.ReverseProxy.Transforms.Builder
{
    public class TransformBuilderContext { }

    public interface ITransformProvider
    {
        void Apply(TransformBuilderContext context);
    }
}

namespace Yarp.ReverseProxy.Forwarder
{
    public class HttpTransformer
    {
        public virtual System.Threading.Tasks.ValueTask TransformRequestAsync(
            Microsoft.AspNetCore.Http.HttpContext httpContext,
            System.Net.Http.HttpRequestMessage proxyRequest,
            string destinationPrefix,
            System.Threading.CancellationToken cancellationToken) => default;
    }
}
