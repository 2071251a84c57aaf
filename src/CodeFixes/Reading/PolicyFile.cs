using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>The file that declares the application's policy where there is none yet.</summary>
internal static class PolicyFile
{
    public const string Name = "ClientIpPolicySetup.cs";

    private const string Text = """
        using ClientIpAnalyzers;

        // The application's policy: which header carries the client's address. Still to be filled in:
        //   - the addresses of your own proxies, in configuration: "ClientIp": { "TrustedProxies": [ "10.20.0.0/24" ] };
        //     start-up fails with a clear message while they are missing;
        //   - builder.Services.AddClientIp(); where the services are registered.
        // Behind a CDN or several proxies, name the whole chain with Via and [assembly: TrustedHop(...)].
        [assembly: ClientIpSource("X-Forwarded-For")]

        """;

    /// <summary>Adds the file to the project unless a policy is declared in it already.</summary>
    public static async Task<Solution> EnsureAsync(Solution solution, ProjectId projectId, CancellationToken cancellation)
    {
        var project = solution.GetProject(projectId)!;
        if (project.Documents.Any(document => document.Name == Name))
        {
            return solution;
        }

        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (root?.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken)
                && token.ValueText is "ClientIpSource" or "ClientIpSourceAttribute") == true)
            {
                return solution;
            }
        }

        return project.AddDocument(Name, Text).Project.Solution;
    }
}
