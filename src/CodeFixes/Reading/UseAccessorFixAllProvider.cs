using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Fixes a document, project or solution in one step, so that the policy file is added once per project and edits of
/// one file never collide; the batch fixer of the platform would add it once per read.
/// </summary>
internal sealed class UseAccessorFixAllProvider : FixAllProvider
{
    public static UseAccessorFixAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes()
        => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        => Task.FromResult<CodeAction?>(CodeAction.Create(
            UseAccessorFixProvider.Title,
            cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)),
            equivalenceKey: UseAccessorFixProvider.Title));

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        IEnumerable<Document> documents = context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => [document],
            FixAllScope.Project => context.Project.Documents,
            FixAllScope.Solution => context.Solution.Projects.SelectMany(project => project.Documents),
            _ => [],
        };

        var solution = context.Solution;
        var changed = new Dictionary<ProjectId, DocumentId>();
        foreach (var document in documents)
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty
                && await DocumentRewrite.ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) is { } text)
            {
                solution = solution.WithDocumentText(document.Id, text);
                if (!changed.ContainsKey(document.Project.Id))
                {
                    changed.Add(document.Project.Id, document.Id);
                }
            }
        }

        foreach (var firstOfProject in changed.Values)
        {
            solution = await PolicyDeclaration.EnsureAsync(solution, firstOfProject, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
