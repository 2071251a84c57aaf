using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Searching;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Tests.Searching;

/// <summary>Members are found as the compiler's own action for operation blocks would have handed them over.</summary>
public class CodeBlockTests
{
    private const string Everything = """
        using System;
        Console.WriteLine("top");
        int Local(int x) => x + 1;
        Console.WriteLine(Local(1));

        namespace N
        {
            public class Base(int a) { public int A = a + 1; }

            public class Derived(int b = 4) : Base(Math.Abs(b))
            {
                private readonly int _field = Math.Abs(1), _other = Math.Abs(2);
                public static readonly Func<int> Lambda = () => Math.Abs(3);
                public event EventHandler? Simple = (_, _) => Math.Abs(4);
                public event EventHandler Custom { add => Math.Abs(5); remove { Math.Abs(6); } }
                public int Expression => Math.Abs(7);
                public int Initialized { get; set; } = Math.Abs(8);
                public int Bodies { get { return Math.Abs(9); } set => Math.Abs(10); }
                public int Auto { get; set; }
                public int this[int i] => Math.Abs(i);
                public int this[string i] { get => Math.Abs(11); }
                static Derived() { Math.Abs(12); }
                public Derived(string s) : this(Math.Abs(13)) => Math.Abs(14);
                ~Derived() { Math.Abs(15); }
                public static Derived operator +(Derived d, int x) { Math.Abs(16); return d; }
                public static implicit operator int(Derived d) => Math.Abs(17);
                public void Method(int x = 1) { Math.Abs(18); void Inner() => Math.Abs(19); Inner(); }
                public int ExpressionMethod() => Math.Abs(20);
                public int Use() => _field + _other;
                private class Nested { public int M() => Math.Abs(21); }
            }

            public interface IDefault { int M() => Math.Abs(22); static int S { get; } = Math.Abs(23); }
            public record struct Point(int X) { public int Y { get; init; } = Math.Abs(X); }
            public abstract partial class Part { public abstract int M(); partial void P(); }
        }
        """;

    [Fact]
    public Task Of_every_kind_of_member() => AssertSame(Everything);

    [Theory]
    [InlineData("class A { void M( { Math.Abs(1) } int P => ; int F = ; A(int x) : base( { } }")]
    [InlineData("namespace N; class { public int => 1; } record R(int) : B(1")]
    [InlineData("void M() { } return; class A { int x = 1 }")]
    [InlineData("class A { int this[] { get } event E { add } operator +(A a) }")]
    public Task Of_incomplete_code(string code) => AssertSame(code);

    private static async Task AssertSame(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp13), cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("App", [tree], TestReferences.Net, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var rule = new Recorder();
        await compilation.WithAnalyzers([rule]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var found = CodeBlocks.In(compilation.GetSemanticModel(tree), TestContext.Current.CancellationToken)
            .Select(code => Describe(code.Owner, code.Roots));
        Assert.Equal(rule.Seen.Where(line => line.Length > 0).Order(StringComparer.Ordinal), found.Where(line => line.Length > 0).Order(StringComparer.Ordinal));
    }

    /// <summary>Defaults of parameters are constants, and attributes hold nothing else: members need not have them.</summary>
    private static string Describe(ISymbol owner, ImmutableArray<IOperation> roots)
    {
        var kept = roots.Where(root => root.Kind is not (OperationKind.ParameterInitializer or OperationKind.Attribute or OperationKind.None))
            .Select(root => $"{root.Kind} {root.Syntax.SpanStart}").Order(StringComparer.Ordinal).ToList();
        return kept.Count == 0 ? "" : $"{owner.ToDisplayString()}: {string.Join(", ", kept)}";
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Recorder : DiagnosticAnalyzer
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Seen { get; } = [];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("SEEN", "Seen", "Seen", "Tests", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
            context.EnableConcurrentExecution();
            context.RegisterOperationBlockAction(block => Seen.Add(Describe(block.OwningSymbol, block.OperationBlocks)));
        }
    }
}
