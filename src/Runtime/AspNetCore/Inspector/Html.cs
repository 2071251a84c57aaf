using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Markup that stands in this library's own code.</summary>
internal readonly record struct Html(string Markup);

/// <summary>
/// Collects a page. What stands literally in an interpolated string is markup, and whatever is put in its holes is
/// text: there is no other way to write, so that nothing can be forgotten to be encoded.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _page = new();

#pragma warning disable CA1822, IDE0060 // The handler has written already.
    public void Write([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
    }
#pragma warning restore CA1822, IDE0060

    public override string ToString() => _page.ToString();

    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly StringBuilder _page;

        public Handler(int literalLength, int holes, HtmlWriter writer)
        {
            _page = writer._page;
            _page.EnsureCapacity(_page.Length + literalLength + (holes * 16));
        }

        public void AppendLiteral(string markup) => _page.Append(markup);

        public void AppendFormatted(Html html) => _page.Append(html.Markup);

        /// <summary>Text as people can see it: a character without a shape of its own shows its number.</summary>
        public void AppendFormatted(string? text) => Encode(VisibleText.Of(text ?? string.Empty));

        /// <summary>Text as it is, for a field that is sent back.</summary>
        public void AppendFormatted(FieldText text) => Encode(text.Value);

        public void AppendFormatted(Ip address) => Encode(address.ToString());

        public void AppendFormatted(long number) => _page.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(long number, string format) => _page.Append(number.ToString(format, CultureInfo.InvariantCulture));

        private void Encode(string text) => _page.Append(HtmlEncoder.Default.Encode(text));
    }
}

/// <summary>The content of a form's field.</summary>
internal readonly record struct FieldText(string Value);
