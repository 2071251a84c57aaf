using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>A list of ranges as it was declared.</summary>
internal sealed record NamedList(string Name, IReadOnlyList<string> Ranges);

/// <summary>The lists of ranges that endpoints ask about, each as of now.</summary>
internal sealed class ClientIpLists : IDisposable
{
    private readonly Dictionary<string, Reloading<CidrSet>> _lists;

    public ClientIpLists(IServiceProvider services, IEnumerable<NamedList> lists)
        => _lists = lists.ToDictionary(
            list => list.Name,
            list => ClientIpServices.Reload(services, Recipes.List(list.Name, list.Ranges)),
            StringComparer.Ordinal);

    public IEnumerable<ICurrent<CidrSet>> All => _lists.Values;

    /// <exception cref="InvalidOperationException">There is no list of that name.</exception>
    public static ICurrent<CidrSet> Find(IServiceProvider services, string name)
        => services.GetService<ClientIpLists>()?._lists.GetValueOrDefault(name)
            ?? throw new InvalidOperationException(
                $"There is no list '{name}'. Declare it with builder.Services.AddClientIpList(\"{name}\", ...).");

    public void Dispose()
    {
        foreach (var list in _lists.Values)
        {
            list.Dispose();
        }
    }
}
