using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>Declares the application's policy, to be filled in, where there is none yet.</summary>
internal static class PolicyDeclaration
{
    public const string FileName = "ClientIpPolicySetup.cs";

    private const string Text = """
        // The application's policy: which header carries the client's address. Still to be filled in:
        //   - the addresses of your own proxies, in configuration: "ClientIp": { "TrustedProxies": [ "10.20.0.0/24" ] };
        //     start-up fails with a clear message while they are missing;
        //   - builder.Services.AddClientIp(); where the services are registered.
        // Behind a CDN or several proxies, name the whole chain with Via and [assembly: TrustedHop(...)].
        [assembly: ClientIpAnalyzers.ClientIpSource("X-Forwarded-For")]

        """;

    /// <summary>
    /// Adds a policy to the project of <paramref name="fixedDocument"/> unless one is declared there: a file of its
    /// own, or, where adding a file would break the project, the top of the fixed document.
    /// </summary>
    public static async Task<Solution> EnsureAsync(Solution solution, DocumentId fixedDocument, CancellationToken cancellation)
    {
        var document = solution.GetDocument(fixedDocument)!;
        if (await IsDeclaredAsync(document.Project, cancellation).ConfigureAwait(false))
        {
            return solution;
        }

        // `dotnet format` works in an MSBuild workspace, which writes every added file into the project file as well;
        // projects of the SDK include it by default already and then fail with NETSDK1022.
        if (solution.Workspace.Kind != WorkspaceKind.MSBuild)
        {
            return document.Project.AddDocument(FileName, Text).Project.Solution;
        }

        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit)
        {
            return solution;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var newLine = unit.NewLine();
        var declaration = Text.Replace("\r\n", "\n").Replace("\n", newLine) + newLine;
        var position = unit.Usings.Count > 0 ? unit.Usings.Last().FullSpan.End : unit.AfterFileHeader();
        return solution.WithDocumentText(
            fixedDocument,
            text.WithChanges(new TextChange(new TextSpan(position, 0), unit.Usings.Count > 0 ? newLine + declaration.TrimEnd() + newLine : declaration)));
    }

    private static async Task<bool> IsDeclaredAsync(Project project, CancellationToken cancellation)
    {
        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            if (document.Name == FileName
                || root?.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken)
                    && token.ValueText is "ClientIpSource" or "ClientIpSourceAttribute") == true)
            {
                return true;
            }
        }

        return false;
    }
}
