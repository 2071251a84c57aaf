using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// What a request had when it came in, for the policies that are asked later: other middleware may have taken entries
/// out of a list by then, and what is left of it names somebody else.
/// </summary>
internal readonly struct ReceivedRequest
{
    private readonly string[] _names;
    private readonly StringValues[] _lines;
    private readonly PathString _path;

    /// <param name="peer">Who connected.</param>
    /// <param name="isTrustworthy">Whether the headers are still what the peer sent.</param>
    /// <param name="request">The request.</param>
    /// <param name="names">The headers that policies other than the application's read; often none.</param>
    public ReceivedRequest(Ip? peer, bool isTrustworthy, HttpRequest request, string[] names)
    {
        Peer = peer;
        IsTrustworthy = isTrustworthy;
        _names = names;
        _lines = [];
        _path = default;
        if (names.Length != 0)
        {
            _path = request.Path;
            _lines = new StringValues[names.Length];
            for (var i = 0; i < names.Length; i++)
            {
                _lines[i] = request.Headers[names[i]];
            }
        }
    }

    public Ip? Peer { get; }

    public bool IsTrustworthy { get; }

    public ClientIp Ask(IClientIpResolver resolver)
    {
        var headers = new HeaderDictionary(_names.Length);
        for (var i = 0; i < _names.Length; i++)
        {
            headers[_names[i]] = _lines[i];
        }

        return resolver.Resolve(Peer, headers, _path);
    }
}
