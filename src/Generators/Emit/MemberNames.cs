using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Gives out names of private members that neither the user's part of a type nor another member has.</summary>
internal sealed class MemberNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Unique(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = wanted + Literals.Number(i);
        }

        return name;
    }

    /// <summary>"my-waf 2" as "MyWaf2": what a hop's or a header's name gives for an identifier.</summary>
    public static string Pascal(string text)
    {
        var name = new StringBuilder(text.Length);
        var upper = true;
        foreach (var c in text)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(c) || c == '_' || char.IsControl(c))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return name.Length == 0 ? "Unnamed" : name.ToString();
    }

    /// <summary>The same, to stand at the beginning of a local's or a field's name.</summary>
    public static string Camel(string text)
    {
        var name = Pascal(text);
        var camel = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return SyntaxFacts.IsIdentifierStartCharacter(camel[0]) ? camel : "n" + camel;
    }
}
