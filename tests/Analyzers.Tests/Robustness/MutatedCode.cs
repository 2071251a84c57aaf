using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Analyzers.Tests.Robustness;

/// <summary>Code as it looks while somebody edits it: tokens lost, doubled, in the wrong place, or not written yet.</summary>
internal static class MutatedCode
{
    private const int MaxChanges = 4;

    /// <summary>The same source and the same state of the generator always give the same code.</summary>
    public static string Of(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var changes = random.Next(1, MaxChanges + 1); changes > 0 && tokens.Count > 2; changes--)
        {
            Change(tokens, random);
        }

        return string.Concat(tokens);
    }

    private static void Change(List<string> tokens, Random random)
    {
        var (one, other) = (random.Next(tokens.Count - 1), random.Next(tokens.Count));
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                tokens.RemoveAt(one);
                break;
            case 3 or 4:
                tokens.Insert(one, tokens[one]);
                break;
            case 5:
                (tokens[one], tokens[one + 1]) = (tokens[one + 1], tokens[one]);
                break;
            case 6 or 7:
                (tokens[one], tokens[other]) = (tokens[other], tokens[one]);
                break;
            default:
                // Long stretches only now and then: little is left to look at.
                tokens.RemoveRange(one, Math.Min(random.Next(1, 20), tokens.Count - one));
                break;
        }
    }
}
