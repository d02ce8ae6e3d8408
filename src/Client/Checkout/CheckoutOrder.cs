using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

/// <summary>A payment and Qliro's checkout for it. Published as <c>QliroCheckoutOrder</c>.</summary>
public sealed record CheckoutOrder
{
    /// <summary>Norce's id of the payment; never empty.</summary>
    public required string PaymentId { get; init; }

    /// <summary>
    /// HTML with scripts, to be put on the page unchanged; empty when there is none to show. It gives access to the
    /// shopper's session, so never log it. <see cref="ToString"/> leaves it out.
    /// </summary>
    public required string HtmlSnippet { get; init; }

    /// <summary>The payment's id and the snippet's length.</summary>
    public override string ToString() => $"CheckoutOrder {PaymentId}, snippet of {HtmlSnippet.Length} characters";
}

/// <summary>A charge without a shopper. Published as <c>QliroCheckoutRecurringOrder</c>.</summary>
public sealed record RecurringOrder
{
    /// <summary>Norce's id of the payment; never empty.</summary>
    public required string PaymentId { get; init; }
}

/// <summary>The saved token to charge an order with. Published as <c>RecurringTokenModel</c>.</summary>
public sealed record RecurringToken
{
    /// <summary>
    /// The token that an earlier purchase left at Norce under <c>payment.recurring.token</c>. Whoever holds it can
    /// charge, so never log it. <see cref="ToString"/> leaves it out.
    /// </summary>
    [JsonPropertyName("token")]
    public required string Value { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RecurringToken);
}
