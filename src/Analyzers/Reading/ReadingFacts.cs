using Microsoft.CodeAnalysis;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>What the reading rules know about the compilation as a whole.</summary>
internal sealed class ReadingFacts(Compilation compilation, WellKnownTypes types)
{
    /// <summary>References that only a test project has.</summary>
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "xunit.assert", "xunit.v3.assert", "nunit.framework", "TUnit.Core", "Fixie",
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework",
        "Microsoft.VisualStudio.QualityTools.UnitTestFramework", "Moq", "NSubstitute", "FakeItEasy", "Rhino.Mocks", "JustMock",
        "Microsoft.AspNetCore.TestHost", "Microsoft.AspNetCore.Mvc.Testing",
    };

    public WellKnownTypes Types { get; } = types;

    public SourceLookup Sources { get; } = new(compilation);

    public PeerValues Peers { get; } = new(types);

    public TrustedProxySetup Setup { get; } = new(compilation, types);

    public bool IsLibrary { get; } = compilation.Options.OutputKind
        is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule or OutputKind.WindowsRuntimeMetadata;

    public static bool IsTestProject(Compilation compilation)
        => compilation.ReferencedAssemblyNames.Any(reference => TestFrameworks.Contains(reference.Name));

    public bool DeclaresPolicy(INamedTypeSymbol type)
        => type.IsOrInherits(Types.ClientIpResolver)
            || (Types.ClientIpSource is not null
                && type.GetAttributes().Any(attribute => attribute.AttributeClass.Is(Types.ClientIpSource)));
}
