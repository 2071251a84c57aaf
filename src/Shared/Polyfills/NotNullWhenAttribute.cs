namespace System.Diagnostics.CodeAnalysis;

/// <summary>Says of an <c>out</c> parameter when it is not null.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
