using System.Collections;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>The scope of what is logged for one request.</summary>
internal sealed class ClientIpScope(ClientIp client) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("ClientIp", client.ToString()),
        1 => new("ClientIpReason", ReasonNames.Of(client.Reason)),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"ClientIp:{client} ClientIpReason:{ReasonNames.Of(client.Reason)}";
}
