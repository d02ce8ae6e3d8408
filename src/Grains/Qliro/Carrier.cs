using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// A row or a shipping with everything that belongs to it: its price, and the amounts added to the price or taken off
/// it. Amounts are öre, spread evenly over its units.
/// </summary>
internal sealed class Carrier
{
    private readonly List<CarrierPart> parts = [];

    /// <summary>As in <see cref="LineOwner.Carrier"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>The text that follows the prefix in line references.</summary>
    public required string? Text { get; init; }

    public required string? Name { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>, never a discount.</summary>
    public required string Type { get; init; }

    public required int Units { get; init; }

    /// <summary>The price of all units before anything is added or taken off; zero or above.</summary>
    public required long Price { get; init; }

    public required decimal VatPercent { get; init; }

    /// <summary>The Norce row; absent for shippings and fees.</summary>
    public NorceItem? Item { get; init; }

    public IReadOnlyList<CarrierPart> Parts => parts;

    /// <summary>The worth of all units with everything added and taken off so far; never below zero.</summary>
    public long Worth => parts.Count > 0 ? parts[^1].After : Price;

    /// <summary>
    /// Adds an amount (above zero) or takes it off (below zero). No more can be taken off than the carrier is worth.
    /// </summary>
    public void Add(Burden burden, long ore)
    {
        if (ore != 0) parts.Add(new(burden, Worth, Worth + ore));
    }

    /// <summary>
    /// The positions, from 0, at which each group of equally priced units begins. Units belong to one group when every
    /// part of their price is the same.
    /// </summary>
    public IReadOnlyList<int> Groups()
    {
        var firsts = parts.Select(part => part.After).Prepend(Price)
            .Select(ore => new EvenSpread(ore, Units).FirstDearer).Where(first => first < Units);
        return [.. firsts.Append(0).Distinct().Order()];
    }
}

/// <summary>The effect of one burden on a carrier.</summary>
/// <param name="Burden">What is added or taken off.</param>
/// <param name="Before">The carrier's worth without it, öre.</param>
/// <param name="After">With it.</param>
internal sealed record CarrierPart(Burden Burden, long Before, long After);

/// <summary>
/// An amount that is added to prices or taken off: a row's own discount, or a share of what belongs to the whole order.
/// </summary>
/// <param name="Tag">As in <see cref="LineOwner.Part"/>.</param>
/// <param name="Description">The text that the customer reads.</param>
internal sealed record Burden(string Tag, string Description)
{
    /// <summary>The text that follows the prefix in line references; when absent, the carrier's.</summary>
    public string? Text { get; init; }

    /// <summary>When absent, the carrier's.</summary>
    public decimal? VatPercent { get; init; }

    /// <summary>True when it can be included in a carrier's price without changing the VAT of either.</summary>
    public bool IsFoldable => VatPercent is null;
}
