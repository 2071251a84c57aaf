using System.Globalization;
using System.Text.RegularExpressions;
using ClientIpAnalyzers.Cli.Projects;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>What the build would tell the compiler about a project, worked out from the project file alone.</summary>
internal static partial class ProjectFacts
{
    private const int NewestFramework = 10;

    /// <summary>Packages and assemblies that only tests have, each with the assembly that rules know them by.</summary>
    private static readonly (string Prefix, string Assembly)[] TestPackages =
    [
        ("xunit", "xunit.core"), ("nunit", "nunit.framework"), ("mstest", "MSTest.TestFramework"), ("TUnit", "TUnit.Core"), ("Fixie", "Fixie"),
        ("Microsoft.NET.Test.Sdk", "xunit.core"), ("Microsoft.VisualStudio.QualityTools", "Microsoft.VisualStudio.QualityTools.UnitTestFramework"),
        ("Moq", "Moq"), ("NSubstitute", "NSubstitute"), ("FakeItEasy", "FakeItEasy"), ("RhinoMocks", "Rhino.Mocks"), ("JustMock", "JustMock"),
        ("Microsoft.AspNetCore.TestHost", "Microsoft.AspNetCore.TestHost"), ("Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.Mvc.Testing"),
    ];

    public static bool IsSdk(string sdk, string kind)
        => sdk.Split('/')[0].Trim().Equals("Microsoft.NET.Sdk." + kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>Files without a project are taken for an application: nobody else can set up their server.</summary>
    public static OutputKind OutputKindOf(ProjectFile? project)
    {
        var isApplication = project is null
            || (project.Property("OutputType") is { } type
                ? type.EndsWith("Exe", StringComparison.OrdinalIgnoreCase)
                : project.Sdks.Any(sdk => IsSdk(sdk, "Web") || IsSdk(sdk, "Worker") || IsSdk(sdk, "BlazorWebAssembly")));
        return isApplication ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
    }

    public static NullableContextOptions NullableOf(ProjectFile? project) => project?.Property("Nullable")?.ToLowerInvariant() switch
    {
        "enable" => NullableContextOptions.Enable,
        "annotations" => NullableContextOptions.Annotations,
        "warnings" => NullableContextOptions.Warnings,
        _ => NullableContextOptions.Disable,
    };

    /// <summary>The names of the assemblies by which a test project is known; none for other projects.</summary>
    public static IEnumerable<string> TestAssembliesOf(ProjectFile? project)
    {
        if (project is null)
        {
            return [];
        }

        // Taken for a test by mistake, a project would be passed over in silence: what only may be referenced does not
        // count. By their names tests are known too, whose references come from files that are not read.
        var found = project.CertainReferences("PackageReference").Concat(project.CertainReferences("Reference"))
            .SelectMany(name => TestPackages.Where(test => IsNamed(name, test.Prefix)).Select(test => test.Assembly));
        return (project.IsCertainlyOn("IsTestProject") || TestName().IsMatch(project.Name) ? found.Append("xunit.core") : found).Distinct();
    }

    /// <summary>The symbols of the highest target framework; of the newest where none can be read.</summary>
    public static IEnumerable<string> SymbolsOf(ProjectFile? project)
    {
        yield return "TRACE";
        yield return "RELEASE";
        foreach (var symbol in (project?.Property("DefineConstants") ?? "").Split(';', ',', ' ').Where(IsIdentifier))
        {
            yield return symbol;
        }

        var targets = (project?.Property("TargetFrameworks") ?? project?.Property("TargetFramework") ?? "").Split(';');
        var versions = targets.Select(target => NetTarget().Match(target.Trim())).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        if (versions.Count == 0 && targets.Any(target => target.Trim().StartsWith("netstandard", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var symbol in new[] { "NETSTANDARD", "NETSTANDARD2_0", "NETSTANDARD1_0_OR_GREATER", "NETSTANDARD2_0_OR_GREATER" })
            {
                yield return symbol;
            }

            yield break;
        }

        var version = versions.Count > 0 ? versions.Max() : NewestFramework;
        yield return "NET";
        yield return $"NET{version}_0";
        yield return "NETCOREAPP";
        foreach (var older in new[] { "1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1" })
        {
            yield return $"NETCOREAPP{older}_OR_GREATER";
        }

        for (var older = 5; older <= version; older++)
        {
            yield return $"NET{older}_0_OR_GREATER";
        }
    }

    /// <summary>Rules that the project itself has turned off.</summary>
    public static IEnumerable<string> SilencedIds(ProjectFile? project)
        => (project?.Property("NoWarn") ?? "").Split(';', ',', ' ').Select(id => id.Trim()).Where(id => id.StartsWith("CIP", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the project declares policies: it, or a props file above it, names the package.</summary>
    public static bool UsesPackage(ProjectFile? project)
        => project is null
            || project.References("PackageReference").Contains("ClientIpAnalyzers", StringComparer.OrdinalIgnoreCase)
            || project.ProjectReferences.Any(reference => Path.GetFileNameWithoutExtension(reference) == "ClientIpAnalyzers");

    private static bool IsNamed(string name, string prefix)
        => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (name.Length == prefix.Length || name[prefix.Length] is '.' or '3');

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    [GeneratedRegex(@"([._-]|^)[Tt]ests?$|(Unit|Integration|Functional|Acceptance)Tests?$|[a-z]Tests$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^net(?:coreapp)?(\d{1,2})\.\d", RegexOptions.IgnoreCase)]
    private static partial Regex NetTarget();
}
