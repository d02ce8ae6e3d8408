using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Norce;

/// <summary>
/// A delivery that the shop offers inside Qliro's checkout: one entry of <c>shippingOptions</c>. Entries may share a
/// reference when their limits tell them apart (free above an amount); the first that fits is offered. Amounts are
/// major units of the order's currency.
/// </summary>
public sealed record ShippingOption
{
    /// <summary>
    /// 1 to 200 letters that may also be a line's reference at Qliro; becomes the Norce shipping's reference.
    /// </summary>
    public required string Reference { get; init; }

    /// <summary>Reference of the fee's line at Qliro. <value><see cref="Reference"/></value></summary>
    public string? FeeReference { get; init; }

    /// <summary>The name that the shopper reads, at most 100 letters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>At most 3 lines of at most 200 letters.</summary>
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    /// <summary>At most 50 letters; Qliro shows a logo for those it knows.</summary>
    public string? Brand { get; init; }

    /// <summary>The fee with VAT, two decimals, zero or above.</summary>
    public required decimal Price { get; init; }

    /// <summary>The fee without VAT, two decimals, never above <see cref="Price"/>.</summary>
    public required decimal PriceExVat { get; init; }

    /// <summary>Percent, two decimals.</summary>
    public required decimal VatRate { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case; empty means everywhere.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>The postal codes it delivers to. Empty means all, also when the code is not known.</summary>
    public IReadOnlyList<PostalCodeRange> PostalCodes { get; init; } = [];

    /// <summary>The weight of the heaviest order it is offered for, in grams; absent means any.</summary>
    public int? WeightMaxGrams { get; init; }

    /// <summary>The amount of the smallest order it is offered for, its goods with VAT; absent means any.</summary>
    public decimal? OrderAmountMin { get; init; }

    /// <summary>The amount of the largest order it is offered for, this amount included; absent means any.</summary>
    public decimal? OrderAmountMax { get; init; }

    /// <summary>
    /// Heading in Qliro's list; Qliro translates <c>HOME_DELIVERY</c> and <c>PICKUP</c>. Either all options have one or
    /// none has.
    /// </summary>
    public string? Category { get; init; }

    /// <summary>Pickup points to choose from once this option is chosen.</summary>
    public IReadOnlyList<PickupPoint> PickupPoints { get; init; } = [];

    /// <summary>Extra services to choose with it.</summary>
    public IReadOnlyList<ShippingService> AdditionalServices { get; init; } = [];
}

/// <summary>A place where goods can be picked up.</summary>
public sealed record PickupPoint
{
    [Required, MaxLength(450)]
    public required string Reference { get; init; }

    [Required, MaxLength(100)]
    public required string DisplayName { get; init; }

    [Descriptions(3, 200)]
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    [MaxLength(450)]
    public string? Address { get; init; }

    [MaxLength(100)]
    public string? PostalCode { get; init; }

    [MaxLength(450)]
    public string? City { get; init; }
}

/// <summary>An extra service of a delivery.</summary>
public sealed record ShippingService
{
    public required string Reference { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string> Descriptions { get; init; } = [];

    /// <summary>With VAT.</summary>
    public required decimal Price { get; init; }

    /// <summary>Without VAT.</summary>
    public required decimal PriceExVat { get; init; }
}
