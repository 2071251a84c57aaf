using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Writes the ways in which a source's method ends.</summary>
/// <param name="index">The source's place in the policy.</param>
/// <param name="returnsFlag">
/// The method returns whether the source decided, and the answer through an <c>out</c> parameter, because a later
/// source may be tried after it. Otherwise it returns the answer.
/// </param>
internal sealed class AnswerEmitter(
    CodeWriter writer, ResolvedPolicy policy, PolicyNames names, HeaderPlan headers, MembershipEmitter membership, int index, bool returnsFlag)
{
    private readonly SourcePlan _source = policy.Sources[index];

    /// <summary>The expression for the number of entries read so far.</summary>
    public string EntriesRead { get; set; } = "0";

    /// <summary>The source was selected, and this is the end of it.</summary>
    public void Refuse(string reason, string vouched) => End(Unknown(reason, vouched), "true");

    /// <summary>The source's proof failed: a later source is tried, unless a claim came with the broken proof.</summary>
    public void PassOver(string reason, string vouched)
        => End(Unknown(reason, vouched), _source.IsList ? "false" : headers.Count(_source.Header) + " > 0");

    /// <summary>Returns early, with <paramref name="end"/>, unless <c>reason</c> is Resolved.</summary>
    public void UnlessResolved(Action<string, string> end, string vouched)
    {
        using (writer.Open($"if (reason != {Names.Reason}.Resolved)"))
        {
            end("reason", vouched);
        }

        writer.Line();
    }

    /// <summary>Steps 5 and 6: judges the address that was found.</summary>
    /// <param name="knownOutside">The set in which the address is known not to be; -1 where nothing is known.</param>
    /// <param name="vouchedIfProxy">What is vouched for where the address is a proxy's.</param>
    /// <param name="vouchedIfSpecial">What is vouched for where the address is special.</param>
    public void Judge(string address, int knownOutside, string vouchedIfProxy, string vouchedIfSpecial)
    {
        if (membership.IsOtherProxy(address, knownOutside) is { } isProxy)
        {
            using (writer.Open($"if ({isProxy})"))
            {
                Refuse(Reason("AllTrusted"), vouchedIfProxy);
            }

            writer.Line();
        }

        var unlessInternal = policy.InternalClients < 0
            ? string.Empty
            : $" && !{names.Tests[policy.InternalClients]}({address})";
        using (writer.Open($"if ({Names.Answer}.IsSpecial({address}){unlessInternal})"))
        {
            Refuse(Reason("EntrySpecial"), vouchedIfSpecial);
        }

        writer.Line();
        End(
            [$"{Names.Answer}.Resolved(", $"{address}, peer, {Literals.Number(index)}, {Literals.Text(_source.Header)}, {EntriesRead})"],
            "true");
    }

    public static string Reason(string name) => Names.Reason + "." + name;

    /// <summary>An answer without an address that no source gave.</summary>
    /// <param name="peer">The expression for the peer, which is also what is vouched for.</param>
    public static void NoSource(CodeWriter writer, string keyword, string reason, string peer = "peer")
    {
        writer.Line($"{keyword} {Names.Answer}.Unknown(");
        using (writer.Indent())
        {
            writer.Line($"{reason}, {peer}, {peer}, -1, null, 0);");
        }
    }

    private string[] Unknown(string reason, string vouched) =>
    [
        $"{Names.Answer}.Unknown(",
        $"{reason}, peer, {vouched}, {Literals.Number(index)}, {Literals.Text(_source.Header)}, {EntriesRead})",
    ];

    private void End(string[] answer, string decided)
    {
        writer.Line((returnsFlag ? "answer = " : "return ") + answer[0]);
        using (writer.Indent())
        {
            writer.Line(answer[1] + ";");
        }

        if (returnsFlag)
        {
            writer.Line($"return {decided};");
        }
    }
}
