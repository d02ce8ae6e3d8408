using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>One order line as it is sent to Qliro.</summary>
public sealed record QliroLine
{
    /// <summary>
    /// Our reference of the line, 1 to 200 letters of Qliro's item pattern, distinct within the order.
    /// </summary>
    public required string MerchantReference { get; init; }

    /// <summary>The text that the customer reads, at most 4000 letters.</summary>
    public string? Description { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>1 or more.</summary>
    public required int Quantity { get; init; }

    /// <summary>
    /// Two decimals; the authoritative price of the line. Zero or below for discounts, otherwise zero or above.
    /// </summary>
    public required decimal PricePerItemIncVat { get; init; }

    /// <summary>Two decimals, with the sign of the price including VAT.</summary>
    public decimal? PricePerItemExVat { get; init; }

    /// <summary>Percent, two decimals.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Present for subscriptions, and where a shipping provider is told of the goods.</summary>
    public QliroLineMetadata? Metadata { get; init; }

    /// <summary>Quantity times price.</summary>
    [JsonIgnore]
    public decimal Amount => Quantity * PricePerItemIncVat;
}

/// <summary>What Qliro is told about a line besides its price.</summary>
public sealed record QliroLineMetadata
{
    /// <summary>Present when Qliro shall save a card or an invoice consent.</summary>
    public QliroSubscription? Subscription { get; init; }

    /// <summary>A <see cref="QliroIngridItem"/> and what the configuration document adds to it.</summary>
    public JsonElement? Ingrid { get; init; }

    /// <summary>Other members, from the configuration document.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Marks a line as a subscription.</summary>
public sealed record QliroSubscription
{
    public bool Enabled { get; init; }
}
