using ClientIpAnalyzers;
using Microsoft.AspNetCore.SignalR;

namespace ShopFront;

/// <summary>Tells everybody who is here about new reviews.</summary>
public sealed class VisitorsHub : Hub<IVisitor>
{
    /// <summary>Who the caller is, as others are shown it.</summary>
    public string WhoAmI() => Shown(Context.GetClientIp());

    /// <summary>An address that tells a network and no person.</summary>
    internal static string Shown(ClientIp client) => client.Address is { } address
        ? $"somebody in {address.Anonymize(ipv4PrefixLength: 24, ipv6PrefixLength: 48)}"
        : "somebody";
}

/// <summary>What a visitor's browser is told.</summary>
public interface IVisitor
{
    Task Reviewed(string product, string by);
}
