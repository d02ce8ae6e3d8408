namespace QliroAdapter.Qliro;

/// <summary>
/// The owner of a line: the row, shipping or order that it belongs to. It is written at the beginning of the line's
/// reference, so that Qliro's admin order alone tells it. <c>1:SKU</c> is the first row and <c>S1:…</c> the first
/// shipping. <c>1b:SKU</c> holds units of the first row that cost an öre more or less than those of <c>1:SKU</c>.
/// <c>1-d:SKU</c> and <c>1b-d:SKU</c> are the discount on those units. All lines of one owner and group have the same
/// quantity when they are sent.
/// </summary>
/// <param name="Carrier">
/// Row (<c>1</c>), shipping (<c>S1</c>), a fee on an order that has neither (<c>F1</c>), or the whole reference of a
/// line that is not ours. Empty for the order itself.
/// </param>
/// <param name="Group">Names units of the carrier that cost the same: empty for the first group, then b, c …</param>
/// <param name="Part">
/// Empty for the goods. Otherwise what is added to or taken off their price: one of <see cref="PartTag"/>.
/// </param>
internal readonly record struct LineOwner(string Carrier, string Group, string Part)
{
    private static readonly LineOwner ownOrder = new("", "", "");

    /// <summary>True for a line of the order as a whole.</summary>
    public bool IsOrder => Carrier.Length == 0;

    /// <summary>True for the goods, the freight or the fee itself.</summary>
    public bool IsGoods => !IsOrder && Part.Length == 0;

    /// <summary>
    /// Reads the owner from reference and type. A discount that names no owner belongs to the order, as every discount
    /// did in earlier versions; so does rounding.
    /// </summary>
    public static LineOwner Of(string reference, string type)
    {
        var isDiscount = string.Equals(type, OrderItemType.Discount, StringComparison.Ordinal);
        if (Read(reference) is { } owner && !(isDiscount && owner.Part.Length == 0)) return owner;
        return isDiscount || reference == LineReference.Rounding ? ownOrder : new(reference, "", "");
    }

    /// <summary>Reads <c>[S or F]digits[group][-part]:</c>; anything may follow.</summary>
    private static LineOwner? Read(string reference)
    {
        var digits = reference is ['S' or 'F', ..] ? 1 : 0;
        var group = AfterDigits(reference, digits);
        if (group == digits) return null;
        var hyphen = group < reference.Length && reference[group] is >= 'b' and <= 'z' ? group + 1 : group;
        var hasPart = hyphen + 1 < reference.Length && reference[hyphen] == '-'
            && char.IsAsciiLetterLower(reference[hyphen + 1]);
        var colon = hasPart ? AfterDigits(reference, hyphen + 2) : hyphen;
        if (colon >= reference.Length || reference[colon] != ':') return null;
        return new(reference[..group], reference[group..hyphen], hasPart ? reference[(hyphen + 1)..colon] : "");
    }

    private static int AfterDigits(string reference, int from)
    {
        var end = from;
        while (end < reference.Length && char.IsAsciiDigit(reference[end])) end++;
        return end;
    }
}

/// <summary>
/// The parts of a price, as written in references: what is added to or taken off a carrier's price. Parts that an order
/// may have several of are numbered.
/// </summary>
internal static class PartTag
{
    /// <summary>The row's own discount.</summary>
    public const string OwnDiscount = "d";

    /// <summary>A share of a discount on the order.</summary>
    public const string OrderDiscount = "o";

    /// <summary>A share of a fee on the order.</summary>
    public const string Fee = "f";

    /// <summary>A share of the rounding difference.</summary>
    public const string Rounding = "r";

    /// <summary>A share of a voucher.</summary>
    public const string Voucher = "v";

    /// <summary>A share of a row with a negative amount.</summary>
    public const string NegativeRow = "n";

    /// <summary>A share of a shipping with a negative amount.</summary>
    public const string NegativeShipping = "t";
}
