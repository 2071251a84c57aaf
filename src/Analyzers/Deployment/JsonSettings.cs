using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// The settings of a JSON file as .NET reads configuration: comments and trailing commas are allowed, a key is the
/// path to a value.
/// </summary>
internal sealed class JsonSettings
{
    /// <summary>As deep as System.Text.Json goes; deeper files do not load, and must not exhaust the stack.</summary>
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly JsonText _json;
    private readonly List<DeploymentSetting> _settings = [];

    private JsonSettings(string text, int start)
    {
        _text = text;
        _json = new JsonText(text, start, allowComments: true);
    }

    /// <param name="start">Where the root stands in the text; what follows it is not looked at.</param>
    /// <returns>Nothing where the text is no such JSON.</returns>
    public static IReadOnlyList<DeploymentSetting> Read(string text, int start = 0)
    {
        var reader = new JsonSettings(text, start < text.Length && text[start] == '\uFEFF' ? start + 1 : start);
        return reader._json.Peek() == '{' && reader.ReadValue("", default, depth: 0) ? reader._settings : [];
    }

    /// <summary>The variables that the profiles of <c>launchSettings.json</c> set.</summary>
    public static IReadOnlyList<DeploymentSetting> ReadLaunchProfiles(string text)
        =>
        [
            .. Read(text)
                .Select(setting => (Sections: setting.Key.Split(':'), Setting: setting))
                .Where(found => found.Sections.Length >= 4 && found.Sections[0] == "profiles")
                .Where(found => found.Sections[found.Sections.Length - 2] == "environmentVariables")
                .Select(found => DeploymentSetting.OfVariable(found.Sections[found.Sections.Length - 1], found.Setting.Value, found.Setting.Span)),
        ];

    private bool ReadValue(string path, TextSpan span, int depth)
    {
        var next = _json.Peek();
        var start = _json.Position;
        switch (next)
        {
            case '{':
                return depth < MaxDepth && ReadObject(path, depth);
            case '[':
                return depth < MaxDepth && ReadArray(path, depth);
            case '"':
                if (!_json.TryReadString(out var value))
                {
                    return false;
                }

                Add(path, value, span, start);
                return true;
            default:
                if (!_json.SkipLiteral())
                {
                    return false;
                }

                Add(path, _text.Substring(start, _json.Position - start), span, start);
                return true;
        }
    }

    private bool ReadObject(string path, int depth)
    {
        _json.Skip('{');
        while (!_json.Skip('}'))
        {
            if (_json.Peek() != '"')
            {
                return false;
            }

            var start = _json.Position;
            if (!_json.TryReadString(out var name))
            {
                return false;
            }

            var span = TextSpan.FromBounds(start, _json.Position);
            if (!_json.Skip(':')
                || !ReadValue(Combine(path, name), span, depth + 1)
                || (!_json.Skip(',') && _json.Peek() != '}'))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadArray(string path, int depth)
    {
        _json.Skip('[');
        for (var index = 0; !_json.Skip(']'); index++)
        {
            var name = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!ReadValue(Combine(path, name), default, depth + 1)
                || (!_json.Skip(',') && _json.Peek() != ']'))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(string path, string value, TextSpan span, int start)
        => _settings.Add(new(path, value, span.IsEmpty ? TextSpan.FromBounds(start, _json.Position) : span, Variable: null));

    private static string Combine(string path, string name) => path.Length == 0 ? name : path + ":" + name;
}
