namespace QliroAdapter.Checkout;

/// <summary>
/// Storefront: add a Qliro payment to the order. The same message again: the checkout that it opened, or went on with.
/// Another: <c>payment-conflict</c> once a creation completed; finishes a half-made one. Refusals in order:
/// configuration-not-found, configuration-error, order-not-found, order-error, order-conflict (status is not checkout),
/// payment-conflict, order-bad-request, order-validation, qliro-*. After acceptance the Norce order has one live
/// payment of ours in state <c>intent</c>.
/// </summary>
public sealed record CreatePayment : IIdentifiedMessage
{
    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// The order's grain has added the payment at Norce (state <c>intent</c>, no reference yet) and hands it over. A repeat
/// is recognised by the payment, which has one creation: it goes on where that stands, or shows the checkout.
/// </summary>
public sealed record BeginPayment
{
    /// <summary>How many Qliro payments this order has had, this one included; 1 or more.</summary>
    public required int Attempt { get; init; }

    /// <summary>The <see cref="CreatePayment"/> that asked for it; stored with the payment.</summary>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// Ends a creation that may have been cut off. <see cref="Finish"/> says whether a shopper waits for the checkout;
/// without one the payment is cleared away. A repeat finds the payment whole or cleared away, and says so.
/// </summary>
public sealed record EndCreation
{
    /// <summary>Norce's id of the payment that may be half-made.</summary>
    public required string PaymentId { get; init; }

    /// <summary>True: finish the creation if possible. False: take the payment off the order.</summary>
    public required bool Finish { get; init; }

    /// <summary>As in <see cref="BeginPayment.Attempt"/>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>
    /// Set when a recurring charge is asked for. When the payment is already a charge with this token, its answer is
    /// returned and nothing is charged again.
    /// </summary>
    public Masked? RecurringToken { get; init; }

    /// <summary>
    /// The message of a creation or charge that asks: a payment that it has made already answers it as the first time.
    /// Null when a read or due work asks.
    /// </summary>
    public Guid? MessageId { get; init; }
}

/// <summary>How a creation ended, the answer to <see cref="EndCreation"/>.</summary>
public sealed record CreationEnd
{
    /// <summary>True when the payment is live and complete; false when it was removed.</summary>
    public required bool IsLive { get; init; }

    /// <summary>True when this message finished the creation, false when it had completed before.</summary>
    public bool FinishedNow { get; init; }

    /// <summary>The checkout, when it was finished now, or earlier for the same message.</summary>
    public CheckoutSnippet? Checkout { get; init; }

    /// <summary>
    /// The answer of the charge that exists already, when <see cref="EndCreation.RecurringToken"/> asked for one.
    /// </summary>
    public Outcome<RecurringPayment>? Recurring { get; init; }
}

/// <summary>
/// The storefront reads the current snippet. May be sent any number of times. Refusals: payment-not-found,
/// order-not-found, qliro-*.
/// </summary>
public sealed record GetPayment;

/// <summary>
/// The storefront takes the payment off the order. A repeat answers as the first time. Refusals in order:
/// order-not-found, payment-not-found, qliro-error, payment-conflict (Qliro's order is paid or under review).
/// </summary>
public sealed record RemovePayment;

/// <summary>The published answer of create, get, capture, cancel and refund.</summary>
public sealed record CheckoutSnippet
{
    /// <summary>Norce's id of the payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>
    /// Qliro's markup, unchanged; holds a session token, so it is never logged. Empty when there is none to show.
    /// </summary>
    public required Masked HtmlSnippet { get; init; }
}
