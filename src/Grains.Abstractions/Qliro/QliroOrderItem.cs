using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>One line of a Qliro order as Qliro returns it. Identity is reference plus price including VAT.</summary>
public sealed record QliroOrderItem
{
    public string? MerchantReference { get; init; }

    public string? Description { get; init; }

    /// <summary>One of <see cref="OrderItemType"/>.</summary>
    [JsonConverter(typeof(OrderItemType.Converter))]
    public string? Type { get; init; }

    public int? Quantity { get; init; }

    /// <summary>Major units, two decimals.</summary>
    public decimal? PricePerItemIncVat { get; init; }

    /// <summary>Major units, two decimals.</summary>
    public decimal? PricePerItemExVat { get; init; }

    /// <summary>Percent; absent on older orders.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>The transaction that reserved the line; 0 or absent while it is not reserved.</summary>
    public long? PaymentTransactionId { get; init; }

    public QliroOrderItemMetadata? Metadata { get; init; }

    /// <summary>The upsell that adds the line after the purchase; absent on the lines of the purchase.</summary>
    public string? UpsellId { get; init; }
}

/// <summary>What Qliro says about a line that it added itself.</summary>
public sealed record QliroOrderItemMetadata
{
    /// <summary>The chosen shipping method; present only on a shipping line that Qliro added.</summary>
    public string? ShippingMethodMerchantReference { get; init; }

    /// <summary>The chosen pickup point or time.</summary>
    public string? ShippingMethodSecondaryOptionMerchantReference { get; init; }

    public string? ShippingMethodAccessCode { get; init; }

    public QliroShippingProperties? AdditionalShippingProperties { get; init; }

    /// <summary>At most 250 letters that the adapter sent.</summary>
    public string? MerchantData { get; init; }
}

/// <summary>What an integrated shipping provider added.</summary>
public sealed record QliroShippingProperties
{
    public string? ShippingProvider { get; init; }

    public string? ServiceId { get; init; }

    /// <summary>The pickup point.</summary>
    public QliroShippingAgent? Agent { get; init; }
}

/// <summary>A pickup point of an integrated shipping provider.</summary>
public sealed record QliroShippingAgent
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? ZipCode { get; init; }

    public string? City { get; init; }
}

/// <summary>
/// What <c>onShippingMethodChanged</c> reports in the page, and the storefront posts to us. It comes from a browser, so
/// only names are used; amounts are taken from the Qliro order. Older pages send no names, pickup point and ex-VAT
/// price.
/// </summary>
public sealed record QliroShippingMethodChanged
{
    public string? Method { get; init; }

    public string? MethodName { get; init; }

    public string? SecondaryOption { get; init; }

    public QliroPickupLocation? PickupLocation { get; init; }

    /// <summary>The method alone, VAT included.</summary>
    public decimal? Price { get; init; }

    public decimal? PriceExVat { get; init; }

    /// <summary>Method and extra services, VAT included.</summary>
    public decimal? TotalShippingPrice { get; init; }

    public decimal? TotalShippingPriceExVat { get; init; }

    /// <summary>References of extra services.</summary>
    public IReadOnlyList<string>? AdditionalShippingServices { get; init; }

    public IReadOnlyList<string>? ShippingServicesNames { get; init; }

    public string? AccessCode { get; init; }
}

/// <summary>The chosen pickup point, to be shown to people.</summary>
public sealed record QliroPickupLocation
{
    public string? Name { get; init; }

    /// <summary>Lines of text.</summary>
    public JsonElement? Description { get; init; }
}
