using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.Conformance.Engines;

/// <summary>
/// The resolvers that the generator writes for policies: every policy is declared with attributes, all of them in
/// one compilation.
/// </summary>
internal sealed class GeneratedEngine
{
    private readonly Dictionary<string, IClientIpResolver> _resolvers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    /// <param name="policies">In JSON.</param>
    public GeneratedEngine(IEnumerable<string> policies)
    {
        var declared = policies.Distinct(StringComparer.Ordinal).Select((policy, index) => (Policy: policy, Name: "Policy" + index)).ToList();
        if (!TryCreate(declared, out _))
        {
            // One of them is to blame: the others are answered all the same.
            foreach (var one in declared)
            {
                if (!TryCreate([one], out var problem))
                {
                    _problems.Add(one.Policy, problem);
                }
            }
        }
    }

    private bool TryCreate(List<(string Policy, string Name)> policies, [NotNullWhen(false)] out string? problem)
    {
        var declared = policies.Select(policy => PolicySource.Write(policy.Policy, policy.Name)).ToList();
        var compilation = InMemoryCompiler.Compile(declared.Select(policy => policy.Code), "ConformancePolicies");
        InMemoryCompiler.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        if (!InMemoryCompiler.TryLoad(generated, out var assembly, out problem))
        {
            return false;
        }

        for (var i = 0; i < policies.Count; i++)
        {
            Create(policies[i].Policy, assembly.GetType(policies[i].Name)!, declared[i].Configuration);
        }

        return true;
    }

    /// <summary>The resolver of a policy; null, with the reason, where the policy cannot be followed.</summary>
    public IClientIpResolver? Find(string policy, out string? problem)
    {
        _problems.TryGetValue(policy, out problem);
        return _resolvers.GetValueOrDefault(policy);
    }

    private void Create(string policy, Type type, IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        try
        {
            if (type.GetMethod("Create") is { } create)
            {
                _resolvers.Add(policy, (IClientIpResolver)create.Invoke(null, [configuration])!);
            }
            else
            {
                _problems.Add(policy, "The generator wrote no resolver.");
            }
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ClientIpPolicyException problem)
        {
            _problems.Add(policy, problem.Message);
        }
    }
}
