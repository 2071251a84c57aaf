using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Searching;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// What the rules know about the compilation as a whole, found out once and shared by all of them. It lives as long as
/// its compilation.
/// </summary>
internal sealed class CompilationFacts
{
    /// <summary>References that only a test project has.</summary>
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "xunit.assert", "xunit.v3.assert", "nunit.framework", "TUnit.Core", "Fixie",
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework",
        "Microsoft.VisualStudio.QualityTools.UnitTestFramework", "Moq", "NSubstitute", "FakeItEasy", "Rhino.Mocks", "JustMock",
        "Microsoft.AspNetCore.TestHost", "Microsoft.AspNetCore.Mvc.Testing",
    };

    private static readonly ConditionalWeakTable<Compilation, CompilationFacts> Known = new();

    private readonly ConditionalWeakTable<SemanticModel, StrongBox<ImmutableArray<MemberScan>>> _members = new();
    private readonly InterestingFiles _files;

    private CompilationFacts(Compilation compilation)
    {
        Types = WellKnownTypes.From(compilation);
        Sources = new(compilation);
        _files = new(compilation, Types.HasWebRequests);
        Peers = new(Types);
        IsLibrary = compilation.Options.OutputKind
            is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule or OutputKind.WindowsRuntimeMetadata;
        Setup = new(Sources, Types, Peers, IsLibrary);
        IsTestProject = compilation.ReferencedAssemblyNames.Any(reference => TestFrameworks.Contains(reference.Name));
    }

    public static CompilationFacts Of(Compilation compilation)
        => Known.GetValue(compilation, static compilation => new CompilationFacts(compilation));

    public WellKnownTypes Types { get; }

    public SourceLookup Sources { get; }

    public PeerValues Peers { get; }

    public TrustedProxySetup Setup { get; }

    /// <summary>Whether the compilation has no entry point, so that somebody else sets its server up.</summary>
    public bool IsLibrary { get; }

    public bool IsTestProject { get; }

    /// <summary>
    /// The members of a file, none where it cannot be of interest to any rule. The rules that look at them one after
    /// the other share what is found out; it goes with the model that it was bound in.
    /// </summary>
    public ImmutableArray<MemberScan> ScansOf(SemanticModel model, AnalyzerOptions given, CancellationToken cancellation)
    {
        if (_members.TryGetValue(model, out var known))
        {
            return known.Value;
        }

        var options = RuleOptions.Of(given, model.SyntaxTree);
        var scans = _files.Include(model.SyntaxTree, options.Headers.Added, cancellation)
            ? CodeBlocks.In(model, cancellation).Select(code => new MemberScan(code.Roots, code.Owner, this, options)).ToImmutableArray()
            : ImmutableArray<MemberScan>.Empty;
        return _members.GetValue(model, _ => new(scans)).Value;
    }

    public bool DeclaresPolicy(INamedTypeSymbol type)
        => type.IsOrInherits(Types.ClientIpResolver)
            || (Types.ClientIpSource is not null
                && type.GetAttributes().Any(attribute => attribute.AttributeClass.Is(Types.ClientIpSource)));
}
