using System.Text;
using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>
/// A condition of a project file: comparisons of texts and properties with <c>and</c>, <c>or</c>, <c>!</c> and
/// parentheses, and the functions of text that projects ask about their names.
/// </summary>
internal sealed partial class Condition
{
    private readonly List<string> _tokens;
    private readonly Func<string, string?> _property;
    private int _next;

    private Condition(string condition, Func<string, string?> property)
    {
        _tokens = [.. Token().Matches(condition).Select(match => match.Value)];
        _property = property;
    }

    /// <summary>Null where it takes more than that to tell.</summary>
    /// <param name="property">The value of a property; null where nothing states it.</param>
    public static bool? Evaluate(string condition, Func<string, string?> property)
    {
        if (string.IsNullOrWhiteSpace(condition))
        {
            return true;
        }

        var reader = new Condition(condition, property);
        var answer = reader.Either();
        return reader._next == reader._tokens.Count ? answer : null;
    }

    private bool? Either()
    {
        var answer = Both();
        while (Skip("or"))
        {
            var other = Both();
            answer = answer == true || other == true ? true : answer is null || other is null ? null : false;
        }

        return answer;
    }

    private bool? Both()
    {
        var answer = Single();
        while (Skip("and"))
        {
            var other = Single();
            answer = answer == false || other == false ? false : answer is null || other is null ? null : true;
        }

        return answer;
    }

    private bool? Single()
    {
        if (Skip("!"))
        {
            return !Single();
        }

        if (Skip("("))
        {
            var inner = Either();
            return Skip(")") ? inner : null;
        }

        if (_next == _tokens.Count)
        {
            return null;
        }

        var left = Expand(_tokens[_next++]);
        if (Skip("("))
        {
            // Exists('file'): what it is asked about is passed over with it.
            SkipCall();
            return null;
        }

        if (!Skip("=="))
        {
            if (!Skip("!="))
            {
                return left?.ToLowerInvariant() switch { "true" => true, "false" or "" => false, _ => null };
            }

            return !Compare(left);
        }

        return Compare(left);
    }

    private bool? Compare(string? left)
    {
        var right = _next < _tokens.Count ? Expand(_tokens[_next++]) : null;
        return left is null || right is null ? null : left.Equals(right, StringComparison.OrdinalIgnoreCase);
    }

    private void SkipCall()
    {
        for (var open = 1; open > 0 && _next < _tokens.Count; _next++)
        {
            open += _tokens[_next] switch { "(" => 1, ")" => -1, _ => 0 };
        }
    }

    private bool Skip(string token)
    {
        if (_next == _tokens.Count || !_tokens[_next].Equals(token, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _next++;
        return true;
    }

    /// <summary>The text with the values of its properties; null where one of them is not plain.</summary>
    private string? Expand(string token)
    {
        var text = token.Trim('\'');
        var expanded = new StringBuilder();
        var end = 0;
        foreach (Match reference in Reference().Matches(text))
        {
            expanded.Append(text, end, reference.Index - end);
            end = reference.Index + reference.Length;
            var value = _property(reference.Groups["name"].Value) ?? (reference.Groups["name"].Value == "Configuration" ? "Release" : "");
            if (!reference.Groups["function"].Success)
            {
                expanded.Append(value);
            }
            else if (Ask(value, reference.Groups["function"].Value, reference.Groups["text"].Value) is { } answer)
            {
                expanded.Append(answer);
            }
            else
            {
                return null;
            }
        }

        expanded.Append(text, end, text.Length - end);
        return Unread().IsMatch(expanded.ToString()) ? null : expanded.ToString();
    }

    private static bool? Ask(string value, string function, string text) => function switch
    {
        "EndsWith" => value.EndsWith(text, StringComparison.Ordinal),
        "StartsWith" => value.StartsWith(text, StringComparison.Ordinal),
        "Contains" => value.Contains(text, StringComparison.Ordinal),
        "Equals" => value.Equals(text, StringComparison.Ordinal),
        _ => null,
    };

    [GeneratedRegex("""'(?:\$\([^()']*(?:\([^)]*\))?\)|[^'$]|\$(?!\())*'|\$\((?:[^()]|\([^)]*\))*\)|==|!=|[!()]|[^\s!=()']+""")]
    private static partial Regex Token();

    [GeneratedRegex("""\$\(\s*(?<name>\w+)(?:\.(?<function>\w+)\(\s*['"`]?(?<text>[^'"`()]*)['"`]?\s*\))?\s*\)""")]
    private static partial Regex Reference();

    /// <summary>Item lists, metadata and property functions, which take an evaluated project.</summary>
    [GeneratedRegex(@"\$\(|@\(|%\(")]
    private static partial Regex Unread();
}
