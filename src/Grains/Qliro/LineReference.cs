using System.Globalization;
using System.Text;

namespace QliroAdapter.Qliro;

/// <summary>
/// The references of lines: a prefix that makes them distinct, a colon, and a text reduced to the characters that Qliro
/// allows.
/// </summary>
internal static class LineReference
{
    private const string Punctuation = "(.)'-_&,/–+:";

    /// <summary>
    /// <c>1:SKU</c> for goods, <c>1-d:SKU</c> for a part of their price, <c>1b…</c> for the second group of units.
    /// </summary>
    public static string Of(LineOwner owner, string? text)
        => Of(owner.Carrier + owner.Group + (owner.Part.Length > 0 ? "-" + owner.Part : ""), text);

    /// <summary>
    /// <c>V1:…</c> for lines of the order itself: vouchers, rows (N) and shippings (T) with negative amounts.
    /// </summary>
    public static string OfOrder(string part, string? text) => Of(part.ToUpperInvariant(), text);

    /// <summary>The reference of the rounding line.</summary>
    public const string Rounding = "ROUNDING";

    /// <summary>
    /// True when a fee line with this reference is one that the adapter sent; Qliro adds fees of its own.
    /// </summary>
    public static bool IsFeeOfOurs(string? reference) => reference == Rounding
        || (reference is not null && LineOwner.Of(reference, OrderItemType.Fee) is var owner
            && (owner.Part.Length > 0 || (owner.Carrier.StartsWith('F') && owner.Carrier != reference)));

    /// <summary>
    /// True when a shipping line with this reference is one that the adapter sent; Qliro adds what is chosen in its
    /// frame.
    /// </summary>
    public static bool IsShippingOfOurs(string? reference) => reference is not null
        && LineOwner.Of(reference, OrderItemType.Shipping).Carrier is ['S', ..] carrier && carrier != reference;

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
