using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

/// <summary>Runs the rules about handling addresses over the body of a method that has addresses, texts and lists at hand.</summary>
internal static class HandlingTest
{
    public const string Frame = """
        public class Sample(ILogger<Sample> logger, Settings settings, System.Linq.IQueryable<Entry> table)
        {
            private readonly HashSet<string> _allowed = new() { "10.0.0.1" };
            private readonly HashSet<string> _seen = new();
            private readonly HashSet<IPAddress?> _denied = new();
            private readonly HashSet<string?> _blockedTexts = new();
            private readonly Dictionary<string, int> _hits = new();
            private static readonly System.Net.IPNetwork s_wrong = System.Net.IPNetwork.Parse("2001:db8::/36");
            private static readonly System.Net.IPNetwork s_right = System.Net.IPNetwork.Parse("2001:db8::/48");
            private static readonly List<System.Net.IPNetwork> s_list = new() { System.Net.IPNetwork.Parse("10.0.0.0/8"), System.Net.IPNetwork.Parse("2600:9000:1000::/36") };
            private static readonly System.Net.IPNetwork[] s_parsed = new[] { "10.0.0.0/8", "2001:db8::/65" }.Select(System.Net.IPNetwork.Parse).ToArray();
            private static readonly System.Net.IPNetwork[] s_good = [System.Net.IPNetwork.Parse("10.0.0.0/8"), System.Net.IPNetwork.Parse("2001:db8::/32")];

            public object? Get(HttpContext ctx, IPAddress ip, IPAddress other, IPAddress? maybe)
            {
                BODY
            }

            private static string? GetClientIp(HttpContext ctx) => ctx.Connection.RemoteIpAddress?.ToString();
            private static string Describe(HttpContext ctx) => ctx.TraceIdentifier;
            private object? Keep() => (logger, settings, table, _allowed, _seen, _denied, _blockedTexts, _hits, s_wrong, s_right, s_list, s_parsed, s_good, GetClientIp(null!), Describe(null!));
        }

        public static class Texts { public static bool EqualsNoCase(this string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase); public static bool Resembles(this string text, string other) => text.Length == other.Length; }
        public class Settings { public string AdminIp { get; set; } = ""; public string[] Blocked { get; set; } = []; public IPAddress? Address { get; set; } }
        public class Entry { public string Ip { get; set; } = ""; public IPAddress Address { get; set; } = IPAddress.None; }
        """;

    public static string In(string body) => Frame.Replace("BODY", body, StringComparison.Ordinal);

    /// <summary>The ids of the block; the rules about reads have their own tests.</summary>
    public static async Task<string> IdsAsync(string body, IEnumerable<MetadataReference>? references = null)
        => Ids(await RuleRunner.RunAsync(In(body), references: references));

    public static string Ids(IEnumerable<Diagnostic> diagnostics)
        => string.Join(" ", diagnostics.Where(IsHere).Select(diagnostic => diagnostic.Id));

    public static bool IsHere(Diagnostic diagnostic) => diagnostic.Descriptor.Category == "ClientIp.Handling";

    /// <summary>Applies the fixes of one rule to the body; each fixed text compiles and is not reported again by that rule.</summary>
    public static async Task<string> FixAsync(string id, string body, FixAllScope scope = FixAllScope.Document)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings + "global using ClientIpAnalyzers;\n", [In(body)]);
        await FixRunner.AssertCompilesAsync(solution);
        var after = await FixRunner.FixAllAsync(solution, scope, id);
        await FixRunner.AssertCompilesAsync(after);
        Assert.DoesNotContain(await FixRunner.DiagnosticsAsync(after.Projects.Single()), diagnostic => diagnostic.Id == id);
        Assert.Equal(after, await FixRunner.FixAllAsync(after, scope, id));
        var (before, behind) = (Frame.Split("BODY")[0], Frame.Split("BODY")[1]);
        var text = await FixRunner.TextAsync(after);
        return text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(behind, StringComparison.Ordinal)
            ? text[before.Length..^behind.Length]
            : text;
    }
}
