namespace QliroAdapter.Checkout;

/// <summary>
/// The shop, without a shopper: pay the order with what was saved at an earlier purchase. The same message again never
/// charges again, whatever came of it. Another: while the charge is open or done, the same token answers from it and
/// nothing is charged again. Refusals in order: order-bad-request
/// (token), configuration-not-found, configuration-error, order-not-found, order-error, payment-conflict (a charge with
/// another token), order-conflict (status is not checkout), payment-conflict, order-bad-request (rows, nothing to pay,
/// billing address, personal number), order-validation, payment-error, qliro-*. Accepted means that Qliro has taken the
/// charge on, not that it is paid: that comes later and ends the payment <c>reserved</c> or <c>declined</c>.
/// </summary>
public sealed record CreateRecurringPayment : IIdentifiedMessage
{
    /// <summary>
    /// A saved card's id (a GUID), or <c>QLIRO_INVOICE</c>. Whoever holds it can charge, so it is masked.
    /// </summary>
    public required Masked Token { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// The order's grain has added the payment at Norce and hands it over to be charged. A repeat is recognised by the
/// payment, which has one charge: it goes on with that and answers from it.
/// </summary>
public sealed record BeginRecurring
{
    /// <inheritdoc cref="CreateRecurringPayment.Token"/>
    public required Masked Token { get; init; }

    /// <inheritdoc cref="BeginPayment.Attempt"/>
    public required int Attempt { get; init; }

    /// <summary>The <see cref="CreateRecurringPayment"/> that asked for it; stored with the payment.</summary>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// The answer to <see cref="CreateRecurringPayment"/>: the payment of a charge that Qliro has accepted.
/// </summary>
public sealed record RecurringPayment
{
    /// <summary>Norce's id of the payment.</summary>
    public required string PaymentId { get; init; }
}
