using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Keeps the answers with their request, so that everybody who asks gets the same one. It is also found in
/// <see cref="HttpContext.Items"/>, which SignalR copies where it copies no features. To cost nothing there, it
/// stands in for the items of a request that has none yet, and makes them when somebody asks; it is then no feature of
/// its own beside that, because to add and to find one takes a server longer than to find the items.
/// </summary>
internal sealed class ClientIpFeature : IItemsFeature
{
    private static readonly object s_key = typeof(ClientIpFeature);

    private readonly ClientIp _client;
    private readonly bool _hasClient;
    private readonly bool _isForEveryPolicy;
    private IDictionary<object, object?>? _items;
    private List<(Type Policy, ClientIp Client)>? _others;

    /// <param name="client">The answer of the application's policy; null where it has none.</param>
    /// <param name="received">What other policies are asked with.</param>
    /// <param name="isForEveryPolicy">Whether every policy gives this answer, as in tests of applications.</param>
    public ClientIpFeature(in ClientIp? client, in ReceivedRequest received, bool isForEveryPolicy = false)
    {
        _client = client.GetValueOrDefault();
        _hasClient = client.HasValue;
        _isForEveryPolicy = isForEveryPolicy;
        Received = received;
    }

    public ReceivedRequest Received { get; }

    /// <summary>The answer of the application's policy.</summary>
    public ref readonly ClientIp Client
    {
        get
        {
            if (!_hasClient)
            {
                throw Mistakes.NoPolicyOfTheApplication();
            }

            return ref _client;
        }
    }

    public bool HasClient => _hasClient;

    /// <inheritdoc/>
    public IDictionary<object, object?> Items
    {
        get => _items ??= new ItemsFeature { Items = { [s_key] = this } }.Items;
        set => _items = value;
    }

    /// <summary>Finds the answers of a request, also in the copy that SignalR makes of it.</summary>
    public static ClientIpFeature? Find(HttpContext context)
    {
        var items = context.Features.Get<IItemsFeature>();
        return items as ClientIpFeature ?? FindBeside(context, items);
    }

    /// <summary>Keeps this with its request.</summary>
    public void Attach(HttpContext context)
    {
        if (context.Features.Get<IItemsFeature>() is { } items)
        {
            context.Features.Set(this);
            items.Items[s_key] = this;
        }
        else
        {
            context.Features.Set<IItemsFeature>(this);
        }
    }

    /// <summary>The answer of a policy that is not the application's, where it has been asked.</summary>
    public bool TryGetOther(Type policy, out ClientIp client)
    {
        client = _client;
        if (_isForEveryPolicy)
        {
            return true;
        }

        // Handlers of one request may run side by side.
        if (Volatile.Read(ref _others) is { } others)
        {
            lock (others)
            {
                foreach (var other in others)
                {
                    if (other.Policy == policy)
                    {
                        client = other.Client;
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Keeps the answer of a policy that is not the application's; the first one counts.</summary>
    public ClientIp AddOther(Type policy, ClientIp client)
    {
        var others = LazyInitializer.EnsureInitialized(ref _others, static () => []);
        lock (others)
        {
            foreach (var other in others)
            {
                if (other.Policy == policy)
                {
                    return other.Client;
                }
            }

            others.Add((policy, client));
        }

        return client;
    }

    private static ClientIpFeature? FindBeside(HttpContext context, IItemsFeature? items)
    {
        if (context.Features.Get<ClientIpFeature>() is { } feature)
        {
            return feature;
        }

        if (items?.Items.TryGetValue(s_key, out var kept) == true && kept is ClientIpFeature found)
        {
            context.Features.Set(found);
            return found;
        }

        return null;
    }
}
