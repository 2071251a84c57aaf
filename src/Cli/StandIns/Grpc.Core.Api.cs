// The members that say who is calling. What else the package declares, the rules do not ask about.
namespace Grpc.Core
{
    public class Metadata : System.Collections.Generic.List<Metadata.Entry>
    {
        public Entry? Get(string key) => null;

        public string? GetValue(string key) => null;

        public byte[]? GetValueBytes(string key) => null;

        public System.Collections.Generic.IEnumerable<Entry> GetAll(string key) => [];

        public class Entry
        {
            public string Key => "";

            public string Value => "";

            public byte[] ValueBytes => [];
        }
    }

    public abstract class ServerCallContext
    {
        public string Method => "";

        public string Host => "";

        public string Peer => "";

        public Metadata RequestHeaders => [];

        public Metadata ResponseTrailers => [];

        public System.Threading.CancellationToken CancellationToken => default;

        public System.Collections.Generic.IDictionary<object, object> UserState => null!;
    }

    public static class ServerCallContextExtensions
    {
        public static Microsoft.AspNetCore.Http.HttpContext GetHttpContext(this ServerCallContext context) => null!;
    }
}
