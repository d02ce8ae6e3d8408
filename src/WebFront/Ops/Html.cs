using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace QliroAdapter.Ops;

/// <summary>
/// A piece of markup. It is made from interpolated strings whose values are encoded, so that a stored text can never
/// become markup. Only a value that is markup itself is inserted unchanged.
/// </summary>
internal sealed class Html
{
    public static readonly Html Nothing = new("");

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static Html Of(HtmlText text) => new(text.ToString());

    public override string ToString() => markup;
}

/// <summary>Encodes the values of an interpolated string on their way into <see cref="Html"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder markup = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(Html html) => markup.Append(html);

    public void AppendFormatted(IEnumerable<Html> many)
    {
        foreach (var html in many)
            markup.Append(html);
    }

    public void AppendFormatted(string? text) => markup.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(long number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a time for people and for machines, always in UTC.</summary>
    public void AppendFormatted(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        markup.Append(CultureInfo.InvariantCulture,
            $"<time datetime=\"{utc:yyyy-MM-ddTHH:mm:ss.fffZ}\">{utc:yyyy-MM-dd HH:mm:ss.fff}</time>");
    }

    public override string ToString() => markup.ToString();
}
