using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>What a call does with a value it is given.</summary>
internal static class CallKinds
{
    private static readonly string[] LoggerEnds = ["Logger", "LoggerManager", "LoggerService", "LoggerAdapter", "LogManager"];

    private static readonly string[] LogVerbs = ["Log", "Trace", "Verbose", "Debug", "Info", "Warn", "Error", "Fatal", "Critical", "Write"];

    /// <summary>Writes to a log or a console: <c>ILogger</c> of any library, generated log methods, Debug and Trace.</summary>
    public static bool IsLog(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsLogger(method.ContainingType) || IsLogger(call.InstanceOf()?.Type) || IsOwnLog(method) || method.HasAttribute("Microsoft.Extensions.Logging.LoggerMessageAttribute"))
        {
            return true;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            // What LoggerMessage.Define returns takes the logger first.
            return call.Arguments.Length > 0 && IsLogger(call.Arguments[0].Value.Unwrap().Type);
        }

        return method.ContainingType?.ToDisplayString() switch
        {
            "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace" => method.Name.StartsWith("Write", StringComparison.Ordinal),
            "System.IO.TextWriter" => call.Instance?.Unwrap() is IPropertyReferenceOperation { Property.ContainingType: { Name: "Console" } console }
                && console.ToDisplayString() == "System.Console",
            "Serilog.Log" or "Serilog.Context.LogContext" => true,
            _ => false,
        };
    }

    /// <summary>
    /// Somebody's own logger, known by its name and by that of the method: <c>ILoggerManager.LogInfo</c>. What is kept as
    /// evidence is more than a log.
    /// </summary>
    private static bool IsOwnLog(IMethodSymbol method)
        => !method.IsFromFramework()
            && method.ContainingType is { Name: var owner }
            && LoggerEnds.Any(end => owner.EndsWith(end, StringComparison.Ordinal))
            && owner.IndexOf("Audit", StringComparison.OrdinalIgnoreCase) < 0
            && LogVerbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    private static bool IsLogger(ITypeSymbol? type)
        => type is not null
            && (IsLoggerName(type) || type.AllInterfaces.Any(IsLoggerName));

    private static bool IsLoggerName(ITypeSymbol type)
        => type is { TypeKind: TypeKind.Interface, Name: "ILogger" or "ILog" }
            || (type.Name is "LoggerExtensions" or "Logger" && type.ContainingNamespace?.ToDisplayString() is "Microsoft.Extensions.Logging" or "NLog");

    /// <summary>Only asks whether there is a value, or turns text into an address.</summary>
    public static bool IsNeutralQuestion(IInvocationOperation call)
        => call.TargetMethod.Name is "TryParse" or "TryGetValue" or "TryGetValues"
            || AsksForPresence(call.TargetMethod)
            || (call.TargetMethod.Name is "Any" or "Count" && !call.ExplicitArguments().Any());

    /// <summary>Asks whether there is a value at all, in the framework's words or somebody's own: <c>text.HasValue()</c>.</summary>
    public static bool AsksForPresence(IMethodSymbol method)
        => method.Name is "HasValue" or "HasText" or "IsNull" or "IsNotNull" or "NotNull" or "IsPresent" or "IsBlank" or "IsNotBlank" or "IsEmpty" or "IsNotEmpty" or "NotEmpty"
            || method.Name.Contains("NullOr");

    /// <summary>A method of text, addresses or sequences whose result is the value in another shape.</summary>
    public static bool PassesOn(IInvocationOperation call)
    {
        if (call.Type is null || call.Type.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean or SpecialType.System_Int32)
        {
            return false;
        }

        var owner = call.TargetMethod.ContainingType;
        return call.TargetMethod.IsFromFramework()
            && (owner.SpecialType is SpecialType.System_String or SpecialType.System_Object
                || call.TargetMethod.Name is "ToString"
                || owner.Name is "StringValues" or "StringSegment" or "IPAddress" or "IPEndPoint" or "Enumerable" or "MemoryExtensions"
                    or "Span" or "ReadOnlySpan" or "Array" or "List" or "Nullable" or "HeaderDictionaryExtensions" or "ImmutableArray"
                    or "StringBuilder" or "DefaultInterpolatedStringHandler");
    }

    /// <summary>Cuts text into the entries between commas; somebody's own <c>SplitCsv()</c> too.</summary>
    public static bool SplitsAtCommas(IInvocationOperation call)
    {
        if (!call.TargetMethod.IsFromFramework())
        {
            return call.Type.ElementType() is { SpecialType: SpecialType.System_String } or { Name: "IPAddress" or "StringSegment" };
        }

        if (call.TargetMethod.Name is not ("Split" or "EnumerateSplits" or "SplitAny" or "Tokenize"))
        {
            return false;
        }

        var separators = call.ExplicitArguments()
            .SelectMany(argument => argument.Value.DescendantsAndSelf())
            .Where(part => part is { ConstantValue: { HasValue: true, Value: char or string } })
            .Select(part => part.ConstantValue.Value!.ToString())
            .ToList();
        return separators.Count == 0 || separators.Any(separator => separator.Contains(','));
    }

    /// <summary>Cuts text off at its first comma: <c>Substring(0, text.IndexOf(','))</c> and its relatives.</summary>
    public static bool CutsAtFirstComma(IEnumerable<IOperation> arguments, Body body)
        => arguments.Any(argument => HoldsIndexOfComma(argument, body, depth: 3));

    private static bool HoldsIndexOfComma(IOperation value, Body body, int depth)
        => depth > 0 && value.DescendantsAndSelf().Any(part => part switch
        {
            IInvocationOperation { TargetMethod.Name: "IndexOf" or "IndexOfAny" } search => search.Arguments.Any(argument
                => argument.Value.DescendantsAndSelf().Any(inner => inner.ConstantValue is { HasValue: true, Value: ',' or "," })),
            ILocalReferenceOperation local => body.DefinitionsOf(local.Local).Any(definition => HoldsIndexOfComma(definition.Source, body, depth - 1)),
            _ => false,
        });
}
