using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientIpAnalyzers;

/// <summary>Writes an address to JSON as a string and reads it back by <see cref="Ip.Parse(string)"/>.</summary>
/// <remarks>Public for the code that the JSON source generator writes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IpJsonConverter : JsonConverter<Ip>
{
    /// <inheritdoc/>
    public override Ip Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.String && Ip.TryParse(reader.GetString(), out var address)
            ? address
            : throw new JsonException("An IP address was expected, as a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Ip value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<char> text = stackalloc char[Ip.MaxTextLength];
        value.TryFormat(text, out var length);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Converts an address from and to text, for configuration binding and designers.</summary>
internal sealed class IpTypeConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
        => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
        => value is string text ? Ip.Parse(text) : base.ConvertFrom(context, culture, value);

    public override object? ConvertTo(
        ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType)
        => value is Ip address && destinationType == typeof(string)
            ? address.ToString()
            : base.ConvertTo(context, culture, value, destinationType);
}
