namespace ClientIpAnalyzers.Declarations;

internal enum ProblemSeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>Where in a declaration a problem stands.</summary>
/// <param name="AttributeIndex">The attribute's place among all attributes of the symbol.</param>
/// <param name="Argument">The property, or the constructor's parameter, by name; null for the attribute as a whole.</param>
/// <param name="Element">The element of an array argument; -1 for the argument as a whole.</param>
internal sealed record ProblemPlace(int AttributeIndex, string? Argument = null, int Element = -1);

/// <summary>Text in a range string that a fix can replace.</summary>
/// <param name="Offset">Where it starts in the string's value.</param>
internal sealed record TextCorrection(int Offset, string Text, string Replacement);

/// <summary>One thing that is wrong with a declaration.</summary>
/// <param name="Id">One of <see cref="DiagnosticIds"/>.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
/// <param name="PreventsEmission">Whether the declaration has no definite meaning, so that no resolver can be written for it.</param>
/// <param name="Correction">Set where a replacement of some text mends it.</param>
internal sealed record DeclarationProblem(
    string Id,
    ProblemSeverity Severity,
    ProblemPlace Place,
    string Message,
    bool PreventsEmission = false,
    TextCorrection? Correction = null);
