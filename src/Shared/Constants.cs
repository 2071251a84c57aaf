using System.Reflection;

namespace ClientIpAnalyzers;

/// <summary>The constants of a class of names, so that no list beside them can fall behind.</summary>
internal static class Constants
{
    public static IReadOnlyList<string> Of(Type names)
        => [.. names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
