using System.Reflection;
using ClientIpAnalyzers.Conformance.Engines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Generators.Tests.Infrastructure;

/// <summary>
/// Sources compiled in C# 12 with the generator. Every run asserts what must hold for every input: the compiler has
/// nothing to say, not even a warning; the emitted files are readable; an unrelated edit runs no step again.
/// </summary>
internal sealed class Generation
{
    private readonly Lazy<Assembly> _assembly;

    private Generation(Compilation compilation, IReadOnlyDictionary<string, string> files)
    {
        Files = files;
        Diagnostics = [.. InMemoryCompiler.DiagnosticsOf(compilation).Select(diagnostic => diagnostic.Id)];
        _assembly = new Lazy<Assembly>(() => InMemoryCompiler.Load(compilation));
    }

    /// <summary>The emitted files by their hint names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The ids of what the compiler says.</summary>
    public IReadOnlyList<string> Diagnostics { get; }

    public Assembly Assembly => _assembly.Value;

    public static Generation Run(params string[] sources) => Run(sources, []);

    /// <param name="expectErrors">The sources themselves do not compile; only the generator's own conduct is asserted.</param>
    public static Generation Run(string[] sources, TextFile[] files, bool expectErrors = false)
    {
        var compilation = InMemoryCompiler.Compile(sources.Select(source => Usings + source), "Generated" + Guid.NewGuid().ToString("N"));
        var driver = InMemoryCompiler.CreateDriver(files, new ProjectOptions(TextFile.ProjectDirectory))
            .RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var reported);
        var result = Assert.Single(driver.GetRunResult().Results);

        Assert.Null(result.Exception);
        Assert.Empty(reported);
        if (!expectErrors)
        {
            // The tests' own types go without documentation; what is emitted does not.
            Assert.Empty(InMemoryCompiler.DiagnosticsOf(updated)
                .Where(diagnostic => diagnostic.Id != "CS1591" || !compilation.ContainsSyntaxTree(diagnostic.Location.SourceTree))
                .Select(diagnostic => diagnostic.ToString()));
        }

        var emitted = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        Readability.Assert(emitted);
        CachingGuard.Assert(driver, compilation, Steps.All);
        return new Generation(updated, emitted);
    }

    /// <summary>The resolver of a policy type by its name in metadata.</summary>
    public IClientIpResolver Resolver(string type, params (string Key, string Value)[] configuration)
    {
        try
        {
            return (IClientIpResolver)PolicyType(type).GetMethod("Create")!.Invoke(null, [Configuration(configuration)])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ClientIpPolicyException problem)
        {
            throw problem;
        }
    }

    public Type PolicyType(string type)
        => Assembly.GetType(type) ?? throw new InvalidOperationException($"There is no type {type} but {string.Join(", ", Assembly.GetTypes().Select(other => other.FullName))}.");

    /// <summary>A container in which the emitted <c>AddClientIp()</c> was called.</summary>
    public ServiceProvider AddClientIp(params (string Key, string Value)[] configuration)
    {
        var services = new ServiceCollection().AddSingleton(Configuration(configuration)).AddLogging();
        Assembly.GetType("Microsoft.Extensions.DependencyInjection.ClientIpAssemblyServiceCollectionExtensions", throwOnError: true)!
            .GetMethod("AddClientIp", BindingFlags.Static | BindingFlags.NonPublic, [typeof(IServiceCollection)])!
            .Invoke(null, [services]);
        return services.BuildServiceProvider();
    }

    public static IConfiguration Configuration(params (string Key, string Value)[] configuration)
        => new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();

    /// <summary>What implicit usings give a web project, on the line of the first statement so that lines stay right.</summary>
    private const string Usings =
        "using System; using ClientIpAnalyzers; using Microsoft.AspNetCore.Http; using Microsoft.Extensions.DependencyInjection; ";
}
