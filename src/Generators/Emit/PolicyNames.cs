using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>The names of the private members that are emitted for one policy, each given out once.</summary>
internal sealed class PolicyNames
{
    private static readonly string[] s_shape =
        ["Policy", "Resolve", "Create", "Shared", "RegisterAssemblyPolicies", "ToString", "Equals", "GetHashCode", "GetType", "Finalize", "MemberwiseClone", "_configuration"];

    private readonly Dictionary<string, string> _secretFields = new(StringComparer.Ordinal);

    public PolicyNames(ResolvedPolicy policy)
    {
        Members = new MemberNames([.. s_shape, .. policy.Shape.MemberNames, policy.Shape.Type.Name.TrimStart('@')]);
        ResolveFrom = Members.Unique("ResolveFrom");
        IsProxy = Members.Unique("IsProxy");
        IsHealthProbe = Members.Unique("IsHealthProbe");
        Tests = [.. policy.Sets.Select((set, i) => Members.Unique(TestName(policy, set, i)))];
        PeerTests = [.. policy.Sets.Select((set, i) => Members.Unique("IsPeerIn" + set.Name))];
        Fields = [.. policy.Sets.Select(set => Members.Unique("_" + MemberNames.Camel(set.Name)))];
        SourceMethods = [.. policy.Sources.Select((source, i) =>
            Members.Unique("Resolve" + MemberNames.Pascal(source.Header)))];

        var keys = policy.Sources.Select(source => source.ProofKey).OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            _secretFields.Add(key, Members.Unique("_originSecrets"));
        }
    }

    public MemberNames Members { get; }

    /// <summary>The steps after the first, from a peer that may be known.</summary>
    public string ResolveFrom { get; }

    /// <summary>The test whether an address is in any hop or <c>Trust</c> of the policy.</summary>
    public string IsProxy { get; }

    public string IsHealthProbe { get; }

    /// <summary>By set: the membership test of an address.</summary>
    public IReadOnlyList<string> Tests { get; }

    /// <summary>By set: the membership test of a peer, which may have no address.</summary>
    public IReadOnlyList<string> PeerTests { get; }

    /// <summary>By set: the field with its configured part.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>By source.</summary>
    public IReadOnlyList<string> SourceMethods { get; }

    /// <summary>The configuration keys of secrets, and the field that holds each.</summary>
    public IEnumerable<KeyValuePair<string, string>> SecretFields
        => _secretFields.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    public string SecretField(string key) => _secretFields[key];

    private static string TestName(ResolvedPolicy policy, MemberSet set, int index)
        => index == policy.InternalClients ? "IsInternalClient" : "IsIn" + set.Name;
}
