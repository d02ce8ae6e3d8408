using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// A row or a shipping with all that belongs to it: its price, and what is added to that or taken off it. Amounts are
/// öre, spread evenly over its units.
/// </summary>
internal sealed class Carrier
{
    private readonly List<CarrierPart> parts = [];

    /// <summary>As in <see cref="LineOwner.Carrier"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>What follows in references.</summary>
    public required string? Text { get; init; }

    public required string? Name { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>, never a discount.</summary>
    public required string Type { get; init; }

    public required int Units { get; init; }

    /// <summary>All units before anything is added or taken off; zero or above.</summary>
    public required long Price { get; init; }

    public required decimal VatPercent { get; init; }

    /// <summary>The Norce row; absent for shippings and fees.</summary>
    public NorceItem? Item { get; init; }

    public IReadOnlyList<CarrierPart> Parts => parts;

    /// <summary>All units with everything so far; never below zero.</summary>
    public long Worth => parts.Count > 0 ? parts[^1].After : Price;

    /// <summary>Adds (above zero) or takes off (below zero); never more than it is worth.</summary>
    public void Add(Burden burden, long ore)
    {
        if (ore != 0) parts.Add(new(burden, Worth, Worth + ore));
    }

    /// <summary>
    /// Where units begin that cost differently in any part, from 0: the first of each group of units that cost the
    /// same.
    /// </summary>
    public IReadOnlyList<int> Groups()
    {
        var firsts = parts.Select(part => part.After).Prepend(Price)
            .Select(ore => new EvenSpread(ore, Units).FirstDearer).Where(first => first < Units);
        return [.. firsts.Append(0).Distinct().Order()];
    }
}

/// <summary>What one burden does to a carrier.</summary>
/// <param name="Burden">What it is.</param>
/// <param name="Before">The carrier's worth without it, öre.</param>
/// <param name="After">With it.</param>
internal sealed record CarrierPart(Burden Burden, long Before, long After);

/// <summary>
/// Something that is added to prices or taken off: a row's own discount, or a share of what is the order's.
/// </summary>
/// <param name="Tag">As in <see cref="LineOwner.Part"/>.</param>
/// <param name="Description">For the customer.</param>
internal sealed record Burden(string Tag, string Description)
{
    /// <summary>What follows in references; absent: the carrier's.</summary>
    public string? Text { get; init; }

    /// <summary>Absent: the carrier's.</summary>
    public decimal? VatPercent { get; init; }

    /// <summary>True when it can be part of a carrier's price without changing anybody's VAT.</summary>
    public bool IsFoldable => VatPercent is null;
}
