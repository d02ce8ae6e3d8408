namespace QliroAdapter.Checkout;

/// <summary>
/// The shop charges an order without a shopper, with a card or an agreement that was saved at an earlier purchase.
/// While the charge is open or done, a repeat with the same token gets the same answer and charges nothing again.
/// Refusals in order: order-bad-request (token), configuration-not-found, configuration-error, order-not-found,
/// order-error, payment-conflict (a charge with another token), order-conflict (status is not checkout),
/// payment-conflict, order-bad-request (rows, nothing to pay, billing address, personal number), order-validation,
/// payment-error, qliro-*. Accepted means that Qliro has accepted the charge, not that it is paid. Qliro decides later,
/// and the payment becomes <c>reserved</c> or <c>declined</c>.
/// </summary>
public sealed record CreateRecurringPayment
{
    /// <summary>
    /// A saved card's id (a GUID), or <c>QLIRO_INVOICE</c>. Whoever holds it can charge, so it is masked.
    /// </summary>
    public required Masked Token { get; init; }
}

/// <summary>The order's grain has added the payment at Norce and hands it over to be charged.</summary>
public sealed record BeginRecurring
{
    /// <inheritdoc cref="CreateRecurringPayment.Token"/>
    public required Masked Token { get; init; }

    /// <inheritdoc cref="BeginPayment.Attempt"/>
    public required int Attempt { get; init; }
}

/// <summary>
/// The answer to <see cref="CreateRecurringPayment"/>: the payment of a charge that Qliro has accepted.
/// </summary>
public sealed record RecurringPayment
{
    /// <summary>Norce's id of the payment.</summary>
    public required string PaymentId { get; init; }
}
