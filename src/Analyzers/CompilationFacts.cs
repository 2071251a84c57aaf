using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ClientIpAnalyzers.Analyzers.Flow;
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

    private readonly ConditionalWeakTable<IOperation, MemberScan> _members = new();

    private CompilationFacts(Compilation compilation)
    {
        Types = WellKnownTypes.From(compilation);
        Sources = new(compilation);
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

    /// <summary>The code of a member; the rules that look at it one after the other share its index.</summary>
    /// <param name="first">The first of its operation blocks, by which it is known.</param>
    public MemberScan ScanOf(IOperation first, Func<MemberScan> create) => _members.GetValue(first, _ => create());

    public bool DeclaresPolicy(INamedTypeSymbol type)
        => type.IsOrInherits(Types.ClientIpResolver)
            || (Types.ClientIpSource is not null
                && type.GetAttributes().Any(attribute => attribute.AttributeClass.Is(Types.ClientIpSource)));
}
