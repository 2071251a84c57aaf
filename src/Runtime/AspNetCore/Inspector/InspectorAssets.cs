using System.Security.Cryptography;
using System.Text;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// The style sheet and the script, which stand in the page itself, and the policy that lets a browser use nothing
/// else: both are allowed by their hash.
/// </summary>
internal static class InspectorAssets
{
    public static Html Style { get; } = Read("inspector.css");

    public static Html Script { get; } = Read("inspector.js");

    /// <summary>The page's icon: three hops and a check mark, in the page itself as well.</summary>
    public static Html Icon { get; } = new(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%233157d5'/%3E"
        + "%3Cpath d='M6 16h5m4 0h3' stroke='%23fff' stroke-width='2.5'/%3E%3Cpath d='m18 16 4 4 6-8' fill='none' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E");

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; img-src data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static Html Read(string name)
    {
        using var stream = typeof(InspectorAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);

        // A browser hashes what it has parsed, and it parses every line end as a line feed.
        return new Html(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    private static string HashOf(Html content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content.Markup)));
}
