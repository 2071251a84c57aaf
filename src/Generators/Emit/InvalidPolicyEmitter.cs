using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// Writes the members of a policy that has no definite meaning: the same as of any other, so that the declaration is
/// the only thing in error, and nothing that could answer with an address.
/// </summary>
internal static class InvalidPolicyEmitter
{
    public static void Emit(CodeWriter writer, ResolvedPolicy policy, string problem)
    {
        var type = policy.Shape.Type.Name;
        var fail = $"=> throw new {Names.PolicyException}(";

        writer.Comment("This policy cannot be followed: " + Literals.Plain(problem));
        writer.Line();
        Member(writer, "Always throws: the policy cannot be followed.", $"public static {type} Shared", fail, problem);
        Member(
            writer,
            "Always throws: the policy cannot be followed.",
            $"public static {type} Create({Names.Configuration} configuration)",
            fail,
            problem);
        Member(writer, "Always throws: the policy cannot be followed.", $"public {Names.Policy} Policy", fail, problem);

        writer.Lines("/// <inheritdoc/>", Names.GeneratedCode);
        writer.Line($"public {Names.ClientIp} Resolve({Names.HttpContext} context)");
        using (writer.Indent())
        {
            writer.List("=> Resolve(", [$"{Names.Answer}.PeerOf(context)", "context.Request.Headers", "context.Request.Path"], ");");
        }

        writer.Line();
        writer.Lines("/// <inheritdoc/>", Names.GeneratedCode);
        writer.List($"public {Names.ClientIp} Resolve(", ResolveEmitter.Parameters, ")");
        using (writer.Indent())
        {
            AnswerEmitter.NoSource(writer, "=>", AnswerEmitter.Reason("PeerNotTrusted"), peer: "peer.GetValueOrDefault()");
        }

        writer.Line();
    }

    private static void Member(CodeWriter writer, string summary, string header, string fail, string problem)
    {
        writer.Summary(summary);
        writer.Line(Names.GeneratedCode);
        writer.Line(header);
        using (writer.Indent())
        {
            writer.Line(fail);
            writer.Lines([.. Chunks(problem)]);
        }

        writer.Line();
    }

    /// <summary>The message over several lines, as constant text.</summary>
    private static IEnumerable<string> Chunks(string text)
    {
        const int length = 100;
        for (var i = 0; i < text.Length; i += length)
        {
            var chunk = Literals.Text(text.Substring(i, Math.Min(length, text.Length - i)));
            yield return (i == 0 ? string.Empty : "+ ") + chunk + (i + length >= text.Length ? ");" : string.Empty);
        }
    }
}
