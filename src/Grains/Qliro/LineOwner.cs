namespace QliroAdapter.Qliro;

/// <summary>
/// Whose a line is. It stands at the beginning of the line's reference, so that Qliro's admin order alone tell it:
/// <c>1:SKU</c> is the first row, <c>S1:…</c> the first shipping; <c>1b:SKU</c> holds units of the first row that cost
/// an öre more or less than those of <c>1:SKU</c>; <c>1-d:SKU</c> and <c>1b-d:SKU</c> are what the discount takes off
/// those units. All lines of one owner and group have the same quantity when they are sent.
/// </summary>
/// <param name="Carrier">
/// Row (<c>1</c>), shipping (<c>S1</c>), a fee on an order that has neither (<c>F1</c>), else the whole reference of a
/// line that is not ours. Empty: the order's.
/// </param>
/// <param name="Group">Units of the carrier that cost the same: empty for the first, then b, c …</param>
/// <param name="Part">
/// Empty for the goods; else what is added to or taken off their price: one of <see cref="PartTag"/>.
/// </param>
internal readonly record struct LineOwner(string Carrier, string Group, string Part)
{
    private static readonly LineOwner Order = new("", "", "");

    /// <summary>True for what was taken off or added to the order as a whole.</summary>
    public bool IsOrder => Carrier.Length == 0;

    /// <summary>True for the goods, the freight or the fee itself.</summary>
    public bool IsGoods => !IsOrder && Part.Length == 0;

    /// <summary>
    /// By reference and type. A discount that names no owner is the order's, as all were once, and so is rounding.
    /// </summary>
    public static LineOwner Of(string reference, string type)
    {
        var isDiscount = string.Equals(type, OrderItemType.Discount, StringComparison.Ordinal);
        if (Read(reference) is { } owner && !(isDiscount && owner.Part.Length == 0)) return owner;
        return isDiscount || reference == LineReference.Rounding ? Order : new(reference, "", "");
    }

    /// <summary><c>[S or F]digits[group][-part]:</c>, whatever follows.</summary>
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
/// What is added to or taken off a carrier's price, as it stands in references; those that an order may have several
/// of are numbered.
/// </summary>
internal static class PartTag
{
    /// <summary>The row's own discount.</summary>
    public const string OwnDiscount = "d";

    /// <summary>A share of what was taken off the order.</summary>
    public const string OrderDiscount = "o";

    /// <summary>A share of what was added to the order.</summary>
    public const string Fee = "f";

    /// <summary>A share of what rounding leaves.</summary>
    public const string Rounding = "r";

    /// <summary>A share of a voucher.</summary>
    public const string Voucher = "v";

    /// <summary>A share of a row below zero.</summary>
    public const string NegativeRow = "n";

    /// <summary>A share of a shipping below zero.</summary>
    public const string NegativeShipping = "t";
}
