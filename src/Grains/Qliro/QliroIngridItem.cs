using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// What Ingrid is told of one unit of a row. Qliro also takes <c>OutOfStock</c>, which Norce's order does not tell, and
/// <c>Discount</c>, whose unit its own modules do not agree on; neither is sent.
/// </summary>
public sealed record QliroIngridItem
{
    /// <summary>Grams; absent when unknown.</summary>
    public int? Weight { get; init; }

    public string? Sku { get; init; }

    /// <summary>When the goods can be sent; absent when unknown.</summary>
    public QliroIngridTime? ShippingDate { get; init; }

    /// <summary>
    /// What the provider's rules go by, sorted, because Norce's order of tags means nothing; absent when there is
    /// nothing.
    /// </summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>Absent when no side is known.</summary>
    public QliroIngridSize? Dimensions { get; init; }

    /// <summary>Of a Norce row.</summary>
    /// <param name="item">The row.</param>
    /// <param name="units">
    /// In how many units the row is sold at Qliro. Goods sold by weight, and rows whose price cannot be split, are one.
    /// </param>
    public static QliroIngridItem Of(NorceItem item, int units)
    {
        var logistics = item.Logistics;
        var size = new QliroIngridSize
        {
            Height = Whole(logistics?.Height), Length = Whole(logistics?.Length), Width = Whole(logistics?.Width),
        };
        return new()
        {
            Weight = Whole(GoodsToDeliver.WeightOf(item) / units),
            Sku = item.Sku ?? item.Reference,
            ShippingDate = logistics?.ShippingDate is { } at ? new() { Start = at, End = at } : null,
            Attributes = logistics?.Tags is { Count: > 0 } tags ? [.. tags.Order(StringComparer.Ordinal)] : null,
            Dimensions = size == new QliroIngridSize() ? null : size,
        };
    }

    /// <summary>As it is sent.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, QliroJson.Options);

    private static int? Whole(decimal? number)
        => number is not { } known ? null : (int)Math.Clamp(Math.Ceiling(known), 0m, int.MaxValue);
}

/// <summary>From when until when; Norce tells one time, which is both.</summary>
public sealed record QliroIngridTime
{
    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }
}

/// <summary>Millimetres.</summary>
public sealed record QliroIngridSize
{
    public int? Height { get; init; }

    public int? Length { get; init; }

    public int? Width { get; init; }
}
