using ClientIpAnalyzers.Cli.Projects;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>The files that set the package's options: the rule about mistyped names reads them.</summary>
internal static class OptionFiles
{
    public static IEnumerable<string> Of(SourceProject project, IEnumerable<string> configurations)
        => configurations.Where(file => Mentions(file, "clientip_"))
            .Concat((project.File?.Files ?? []).Where(file => Mentions(file, "<ClientIp")));

    private static bool Mentions(string file, string text)
        => TextFile.Read(file)?.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
