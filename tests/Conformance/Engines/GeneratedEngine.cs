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
        var distinct = policies.Distinct(StringComparer.Ordinal).ToList();
        var declared = distinct.Select((policy, index) => PolicySource.Write(policy, NameOf(index))).ToList();
        var compilation = InMemoryCompiler.Compile(declared.Select(policy => policy.Code), "ConformancePolicies");
        InMemoryCompiler.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var assembly = InMemoryCompiler.Load(generated);

        for (var i = 0; i < distinct.Count; i++)
        {
            Create(distinct[i], assembly.GetType(NameOf(i))!, declared[i].Configuration);
        }
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
            _resolvers.Add(policy, (IClientIpResolver)type.GetMethod("Create")!.Invoke(null, [configuration])!);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ClientIpPolicyException problem)
        {
            _problems.Add(policy, problem.Message);
        }
    }

    private static string NameOf(int index) => "Policy" + index;
}
