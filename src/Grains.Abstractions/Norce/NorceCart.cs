using System.Text.Json;

namespace QliroAdapter.Norce;

/// <summary>The goods of an order.</summary>
public sealed record NorceCart : NorceWire
{
    /// <summary>The platform's basket number; usually only digits.</summary>
    public string? Reference { get; init; }

    public IReadOnlyList<NorceItem>? Items { get; init; }

    /// <summary>Discounts on the whole cart. To be shown only: their sums are not reliable.</summary>
    public IReadOnlyList<NorceDiscount>? Discounts { get; init; }

    /// <summary>Sum of the rows, without shipping.</summary>
    public NorcePrice? Total { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>One row of the cart.</summary>
public sealed record NorceItem : NorceWire
{
    /// <summary>Norce Checkout's id of the row.</summary>
    public string? Id { get; init; }

    /// <summary>The platform's reference of the row.</summary>
    public string? Reference { get; init; }

    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? Url { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>Whole by Norce's declaration; fractions are accepted because some goods are sold by weight.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>E.g. <c>st</c>, <c>kg</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>One unit, before discounts; absent in the simplest carts.</summary>
    public NorcePrice? Price { get; init; }

    /// <summary>The whole row, discounts included.</summary>
    public NorcePrice? Total { get; init; }

    /// <summary>The whole row before discounts; absent in the simplest carts.</summary>
    public NorcePrice? OriginalTotal { get; init; }

    /// <summary>Fraction: 0.25 is 25 %.</summary>
    public decimal? VatRate { get; init; }

    public IReadOnlyList<NorceDiscount>? Discounts { get; init; }

    /// <summary>Weight and size, for shipping providers.</summary>
    public NorceLogistics? Logistics { get; init; }

    /// <summary><c>physical</c>, <c>digital</c>, <c>giftCard</c> or <c>bundle</c>; Order API only.</summary>
    public string? ProductType { get; init; }

    /// <summary>Parts of a bundle; their price is included in the parent's.</summary>
    public IReadOnlyList<NorceItem>? Items { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>An amount with and without VAT, major units.</summary>
public sealed record NorcePrice : NorceWire
{
    public decimal? IncludingVat { get; init; }

    public decimal? ExcludingVat { get; init; }

    /// <summary>A price to write, of which both amounts are known.</summary>
    public static NorcePrice Of(decimal includingVat, decimal excludingVat)
        => new() { IncludingVat = includingVat, ExcludingVat = excludingVat };
}

/// <summary>
/// A named discount. Norce does not document the sign of its value, so only the absolute value is used.
/// </summary>
public sealed record NorceDiscount : NorceWire
{
    /// <summary><c>item</c> or <c>shipping</c>.</summary>
    public string? Type { get; init; }

    public string? Name { get; init; }

    /// <summary>What the shopper typed.</summary>
    public string? Code { get; init; }

    public NorcePrice? Value { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>Weight and size of a row's goods.</summary>
public sealed record NorceLogistics : NorceWire
{
    /// <summary>Grams.</summary>
    public decimal? Weight { get; init; }

    /// <summary>Millimetres.</summary>
    public decimal? Height { get; init; }

    /// <summary>Millimetres.</summary>
    public decimal? Width { get; init; }

    /// <summary>Millimetres.</summary>
    public decimal? Length { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public DateTimeOffset? ShippingDate { get; init; }
}
