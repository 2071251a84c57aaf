using ClientIpAnalyzers.Conformance.Engines;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Generators.Tests.Pipeline;

public class CachingGuardTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_guard_fails_for_a_pipeline_that_keeps_a_compilation_or_comes_to_something_new(bool keepsCompilation)
    {
        var compilation = InMemoryCompiler.Compile(["class C;"], "Bad");
        var driver = InMemoryCompiler.CreateDriver(generator: new BadGenerator(keepsCompilation)).RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CachingGuard.Assert(driver, compilation, ["Bad"]));
    }

    [Fact]
    public void The_guard_fails_for_a_model_that_keeps_a_symbol_though_it_says_it_is_unchanged()
    {
        var compilation = InMemoryCompiler.Compile(["class C;"], "Bad");
        var driver = InMemoryCompiler.CreateDriver(generator: new SymbolGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CachingGuard.Assert(driver, compilation, ["Bad"]));
    }

    [Fact]
    public void The_guard_passes_for_this_generator_and_sees_all_of_its_steps()
    {
        var compilation = InMemoryCompiler.Compile(
            ["""
            using ClientIpAnalyzers;
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])] [TrustedHop("alb", "10.0.0.0/8")] [ClientIpPolicy(AllowDirect = true)]
            public sealed partial class P;
            [ClientIpAccessor<P>] public partial class C(Microsoft.AspNetCore.Http.IHttpContextAccessor accessor);
            """],
            "Good");
        var driver = InMemoryCompiler.CreateDriver([new TextFile("ranges/a.txt", "10.0.0.0/8")])
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.Empty(Steps.All.Except(driver.GetRunResult().Results.Single().TrackedSteps.Keys));
        CachingGuard.Assert(driver, compilation, Steps.All);
    }

    private sealed class BadGenerator(bool keepsCompilation) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var bad = context.CompilationProvider
                .Select((compilation, _) => keepsCompilation ? compilation : new object())
                .WithTrackingName("Bad");
            context.RegisterSourceOutput(bad, (output, _) => output.AddSource("Bad.g.cs", "// nothing"));
        }
    }

    private sealed class SymbolGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var bad = context.CompilationProvider
                .Select((compilation, _) => new Model(compilation.GetTypeByMetadataName("C")!))
                .WithTrackingName("Bad");
            context.RegisterSourceOutput(bad, (output, _) => output.AddSource("Bad.g.cs", "// nothing"));
        }

        private sealed class Model(ISymbol symbol) : IEquatable<Model>
        {
            public ISymbol Symbol { get; } = symbol;

            public bool Equals(Model? other) => other is not null;

            public override bool Equals(object? obj) => obj is Model;

            public override int GetHashCode() => 0;
        }
    }
}
