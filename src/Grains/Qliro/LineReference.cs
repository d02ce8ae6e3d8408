using System.Globalization;
using System.Text;

namespace QliroAdapter.Qliro;

/// <summary>
/// References of lines: a prefix that makes them distinct, a colon, and a text cleaned to Qliro's item pattern.
/// </summary>
internal static class LineReference
{
    private const string Punctuation = "(.)'-_&,/–+:";

    /// <summary><c>1:SKU</c>; the second line of a split row is <c>1b:SKU</c>.</summary>
    public static string OfRow(int number, string? text, bool isSecondHalf = false)
        => Of(number.ToString(CultureInfo.InvariantCulture) + (isSecondHalf ? "b" : ""), text);

    /// <summary><c>S1:…</c> for shippings, <c>V1:…</c> vouchers, <c>D1:25</c> discounts, <c>F1:25</c> fees.</summary>
    public static string Of(char kind, int number, string? text)
        => Of(kind + number.ToString(CultureInfo.InvariantCulture), text);

    /// <summary>The line for what rounding leaves.</summary>
    public const string Rounding = "ROUNDING";

    /// <summary>Whether a fee line with this reference is one we sent; Qliro adds fees of its own.</summary>
    public static bool IsFeeOfOurs(string? reference) => reference == Rounding
        || (reference is { Length: > 2 } && reference[0] == 'F' && char.IsAsciiDigit(reference[1])
            && reference.IndexOf(':', StringComparison.Ordinal) > 1);

    /// <summary>A percentage as it stands in a reference.</summary>
    public static string Percent(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Of(string prefix, string? text)
    {
        var reference = new StringBuilder(prefix).Append(':');
        foreach (var letter in text is { Length: > 0 } ? text : "-") reference.Append(Cleaned(letter));
        reference.Length = Math.Min(reference.Length, FieldLimits.LineReferenceMax);
        return reference.ToString().TrimEnd();
    }

    private static char Cleaned(char letter)
    {
        if (char.IsWhiteSpace(letter)) return ' ';
        return char.IsLetter(letter) || char.IsAsciiDigit(letter)
            || Punctuation.Contains(letter, StringComparison.Ordinal)
            ? letter
            : '-';
    }
}
