using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// A Qliro checkout order, as the merchant API returns it and as the validation callback sends it (there without total,
/// country, language and status). Any member may be absent.
/// </summary>
public sealed record QliroOrder
{
    /// <summary>Qliro's id.</summary>
    public QliroOrderId? OrderId { get; init; }

    /// <summary>Our reference. Around a change of reference it may be the old or the new one.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>Sum of all lines, Qliro's own included, major units; absent in the validation callback.</summary>
    public decimal? TotalPrice { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>E.g. <c>sv-se</c>.</summary>
    public string? Language { get; init; }

    /// <summary>One of <see cref="CheckoutStatus"/>.</summary>
    [JsonConverter(typeof(CheckoutStatus.Converter))]
    public string? CustomerCheckoutStatus { get; init; }

    /// <summary>Absent or nearly empty until the customer is identified.</summary>
    public QliroCustomer? Customer { get; init; }

    /// <summary>Absent or nearly empty until the customer is identified.</summary>
    public QliroAddress? BillingAddress { get; init; }

    /// <summary>May hold a postal code only; absent for goods that are not shipped.</summary>
    public QliroAddress? ShippingAddress { get; init; }

    /// <summary>All lines, Qliro's own shipping and fees included; Qliro may merge equal lines.</summary>
    public IReadOnlyList<QliroOrderItem>? OrderItems { get; init; }

    /// <summary>How it was paid; absent until a method was chosen.</summary>
    public QliroPaymentMethod? PaymentMethod { get; init; }

    public string? SelectedShippingMethod { get; init; }

    public string? SelectedShippingSecondaryOption { get; init; }

    public bool? SignupForNewsletter { get; init; }

    public bool? AskForNewsletterSignupChecked { get; init; }

    public bool? MerchantProvidedQuestionAnswer { get; init; }

    /// <summary>May be an empty object.</summary>
    public QliroIdentityVerification? IdentityVerification { get; init; }

    public IReadOnlyList<QliroMetadataEntry>? MerchantProvidedMetadata { get; init; }

    public QliroUpsell? Upsell { get; init; }

    /// <summary>Names the attempt to add goods after the purchase; present only in validations of one.</summary>
    public string? UpsellId { get; init; }

    /// <summary>The card that was saved for a subscription.</summary>
    public QliroSavedCard? MerchantSavedCreditCard { get; init; }

    /// <summary>Passed to the page unchanged; holds a session token.</summary>
    public Masked? OrderHtmlSnippet { get; init; }

    public string? PaymentLink { get; init; }

    /// <summary>The total as Qliro states it, or else the sum of the lines; two decimals.</summary>
    [JsonIgnore]
    public decimal Total => Money.Round(
        TotalPrice ?? (OrderItems ?? []).Sum(item => (item.Quantity ?? 0) * (item.PricePerItemIncVat ?? 0m)));
}

/// <summary>How a Qliro order was paid. Qliro renames the values, so they are only shown.</summary>
public sealed record QliroPaymentMethod
{
    /// <summary>The product, e.g. <c>QLIROPAYLATER_INVOICE30</c>.</summary>
    public string? PaymentMethodName { get; init; }

    /// <summary>The instrument, e.g. <c>VISA</c>, or a bare number.</summary>
    public string? PaymentTypeCode { get; init; }
}

/// <summary>Whether the customer proved who they are (BankID).</summary>
public sealed record QliroIdentityVerification
{
    public bool? RequireIdentityVerification { get; init; }

    /// <summary>Absent when not required.</summary>
    public bool? IdentityVerified { get; init; }
}

/// <summary>A note that the adapter sent with the order. Keys may repeat.</summary>
public sealed record QliroMetadataEntry
{
    /// <summary>At most 50 letters.</summary>
    public string? Key { get; init; }

    /// <summary>At most 250 letters.</summary>
    public string? Value { get; init; }
}

/// <summary>Whether goods may be added after completion.</summary>
public sealed record QliroUpsell
{
    public bool? IsUpsellOrder { get; init; }

    public bool? EligibleForUpsell { get; init; }

    public decimal? UpsellTotalPrice { get; init; }

    public DateTimeOffset? EligibleForUpsellUntil { get; init; }
}
