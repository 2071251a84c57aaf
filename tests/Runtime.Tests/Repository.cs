namespace ClientIpAnalyzers.Runtime.Tests;

/// <summary>Where things are in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Vectors => Path.Combine(Root, "tests", "vectors");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClientIpAnalyzers.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ClientIpAnalyzers.sln is in no folder above the tests.");
    }
}
