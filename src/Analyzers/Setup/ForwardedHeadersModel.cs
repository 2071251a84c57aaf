using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Everything that the compilation does to forwarded-headers options, for all rules about them.</summary>
/// <param name="Roots">The members that are about the set-up.</param>
/// <param name="Calls">The calls that take forwarded headers into the pipeline.</param>
/// <param name="IsConfiguredUnseen">Whether the container's options are also bound to a section or configured out of sight.</param>
/// <param name="IsConfiguredInContainer">Whether the container's options are configured at all, seen or unseen.</param>
/// <param name="CallsForeignOverload">Whether another assembly's method of that name is called.</param>
/// <param name="RewritesByPolicy">Whether the policy's middleware writes the client to the connection.</param>
internal sealed record ForwardedHeadersModel(
    SetupCode Code,
    IReadOnlyList<IOperation> Roots,
    IReadOnlyList<ForwardedOptionsSite> Sites,
    IReadOnlyList<ForwardedHeadersCall> Calls,
    bool IsConfiguredUnseen,
    bool IsConfiguredInContainer,
    bool CallsForeignOverload,
    bool RewritesByPolicy,
    bool IsLibrary)
{
    public IEnumerable<ForwardedOptionsSite> SharedSites => Sites.Where(site => site.IsShared);

    /// <summary>Whether a path of a site leaves a header switched on; null where that is not known.</summary>
    public bool? Enables(ForwardedOptionsSite site, ForwardedOptionsState path, int flag)
    {
        if (path.Flags.Has(flag) is { } known)
        {
            return known;
        }

        if (path.Flags.IsUnknown || path.IsHandedOn)
        {
            return null;
        }

        if (!site.IsShared)
        {
            return false;
        }

        // What this place leaves open, another one may say.
        if (Sites.Any(other => other.Paths.Any(state => state.Flags.Has(flag) == true)))
        {
            return true;
        }

        return IsConfiguredUnseen || IsLibrary || SharedSites.Any(other => other.Paths.Any(state => state.Flags.IsUnknown || state.IsHandedOn))
            ? null
            : false;
    }

    /// <summary>Whether another place adds proxies to the same options.</summary>
    public bool IsFilledElsewhere(ForwardedOptionsSite site)
        => site.IsShared && SharedSites.Any(other => other != site && other.Paths.Any(path => path.IsFilled || path.IsHandedOn));

    /// <summary>
    /// Whether a path of one place clears one of the container's lists, and another place the other one: each by
    /// itself leaves somebody trusted, both leave nobody to check.
    /// </summary>
    /// <returns>The call that clears the other list; null where no other place does, or where one adds to a list.</returns>
    public IOperation? OtherHalfOf(ForwardedOptionsSite site, ForwardedOptionsState path)
        => site.IsShared && path is { IsCreated: true, IsHandedOn: false, IsHalfEmpty: true }
            && !SharedSites.Any(other => other.Paths.Any(state => state.IsFilled || state.IsHandedOn))
                ? SharedSites.Where(other => other != site)
                    .SelectMany(other => other.Paths)
                    .FirstOrDefault(state => state.IsHalfEmpty && state.Proxies != path.Proxies)
                    .FirstClear
                : null;

    /// <summary>Whether requests come to the application with the client's address, told by somebody trusted.</summary>
    public bool MakesClientKnown => RewritesByPolicy || CallsForeignOverload || Calls.Any(IsSetup);

    private bool IsSetup(ForwardedHeadersCall call)
    {
        if (call.Options is not null && call.Site is not { IsShared: true })
        {
            return call.Site is null or { Paths.Count: 0 } || call.Site.Paths.Any(path
                => path.IsCreated && !path.IsEmpty && Enables(call.Site, path, ForwardedFlags.XForwardedFor) != false);
        }

        var paths = SharedSites.SelectMany(site => site.Paths).ToList();
        var isEnabled = IsConfiguredUnseen || paths.Any(path
            => path.IsHandedOn || path.Flags.IsUnknown || path.Flags.Has(ForwardedFlags.XForwardedFor) == true);
        var isEmpty = paths.Any(path => path.IsEmpty && path.Flags.Has(ForwardedFlags.XForwardedFor) != false)
            && !paths.Any(path => path.IsFilled);
        isEmpty |= SharedSites.Any(site => site.Paths.Any(path => OtherHalfOf(site, path) is not null));
        return isEnabled && !isEmpty;
    }
}
