using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace QliroAdapter.Partners;

/// <summary>
/// Texts in which partners give reasons, as they come in: bounded, well-formed, and without what may identify a person,
/// because reasons of banks and hooks quote the customer. Done once, before a text reaches document, timeline, log or
/// answer. Thread-safe.
/// </summary>
public static partial class PartnerText
{
    /// <summary>The longest reason that is kept.</summary>
    public const int ReasonMax = 1000;

    /// <summary>The longest code, reference or other word that is kept.</summary>
    public const int WordMax = 100;

    private const string Mask = "***";

    /// <summary>
    /// A mask in place of a number is shorter than it, so more is read than is kept, but not everything: the patterns
    /// look at a character some tens of times. They have no timeout, by which a process that was stopped for a second
    /// would lose a commit; none of them can look more often, whatever the text is.
    /// </summary>
    private const int ReadFactor = 4;

    /// <summary>A reason, at most <see cref="ReasonMax"/> long.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Reason(string? text) => Of(text, ReasonMax);

    /// <summary>A code, reference or other word, at most <see cref="WordMax"/> long.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Word(string? text) => Of(text, WordMax);

    /// <summary>
    /// The text with a mask in place of whatever has the form of a personal, card or phone number or of an e-mail
    /// address.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Masked(string? text) => text is null
        ? null
        : MailAddress().Replace(Numbers().Replace(Phones().Replace(text, Mask), Mask), Mask);

    private static string? Of(string? text, int lengthMax)
    {
        if (text is null) return null;
        return WellFormedText.Cut(Masked(WellFormedText.Clean(Begin(text, lengthMax * ReadFactor))), lengthMax);
    }

    /// <summary>The text's beginning, without a word that its end would cut: half a number is not recognised.</summary>
    private static string Begin(string text, int lengthMax)
    {
        if (text.Length <= lengthMax) return text;
        var space = text.LastIndexOf(' ', lengthMax - 1);
        return space > 0 ? text[..space] : WellFormedText.Cut(text, lengthMax);
    }

    // A birth date of 6 or 8 digits and 4 more (SE, DK), 5 (NO), 3 and a sign (FI); 12 to 19 digits of a card.
    [GeneratedRegex(
        @"(?<![\w-])((\d{6}|\d{8})[-+ ]?\d{4}|\d{6} ?\d{5}|\d{6}[-+A-F ]?\d{3}[0-9A-Y]|(\d[ -]?){11,18}\d)(?![\w-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Numbers();

    // 8 to 15 digits after + or 0, with the usual signs between them.
    [GeneratedRegex(
        @"(?<![\w+-])(\+|0)\d([ /()-]{0,2}\d){6,13}(?![\w-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Phones();

    [GeneratedRegex(@"(?<![^\s@<>""'])[^\s@<>""']+@[^\s@<>""']+", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex MailAddress();
}
