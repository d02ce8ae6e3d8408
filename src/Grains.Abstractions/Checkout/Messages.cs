namespace QliroAdapter.Checkout;

/// <summary>
/// Storefront: add a Qliro payment to the order. Repeats: answers <c>payment-conflict</c> once a creation completed;
/// finishes a half-made one. Refusals in order: configuration-not-found, configuration-error, order-not-found,
/// order-error, order-conflict (status is not checkout), payment-conflict, order-bad-request, order-validation,
/// qliro-*. After acceptance the Norce order has one live payment of ours in state <c>intent</c>.
/// </summary>
public sealed record CreatePayment;

/// <summary>
/// The order's grain has added the payment at Norce (state <c>intent</c>, no reference yet) and hands it over.
/// </summary>
public sealed record BeginPayment
{
    /// <summary>How many Qliro payments this order has had, this one included; 1 or more.</summary>
    public required int Attempt { get; init; }
}

/// <summary>
/// Ends a creation that may have been cut off. <see cref="Finish"/> says whether a shopper waits for the checkout;
/// without one the payment is cleared away.
/// </summary>
public sealed record EndCreation
{
    /// <summary>The Norce payment in question.</summary>
    public required string PaymentId { get; init; }

    /// <summary>True: bring the creation to its end if possible. False: take the payment off the order.</summary>
    public required bool Finish { get; init; }

    /// <summary>As in <see cref="BeginPayment.Attempt"/>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Set when a recurring charge is asked for: a charge that is there already answers for it.</summary>
    public Masked? RecurringToken { get; init; }
}

/// <summary>What became of a creation.</summary>
public sealed record CreationEnd
{
    /// <summary>True when the payment is live and whole; false when it was cleared away.</summary>
    public required bool IsLive { get; init; }

    /// <summary>True when this message brought it to its end, false when it had completed before.</summary>
    public bool FinishedNow { get; init; }

    /// <summary>The checkout, when it was finished now.</summary>
    public CheckoutSnippet? Checkout { get; init; }

    /// <summary>
    /// The answer of the charge that is there, when <see cref="EndCreation.RecurringToken"/> asked for one.
    /// </summary>
    public Outcome<RecurringPayment>? Recurring { get; init; }
}

/// <summary>
/// Storefront: the current snippet. Any number of times. Refusals: payment-not-found, order-not-found, qliro-*.
/// </summary>
public sealed record GetPayment;

/// <summary>
/// Storefront: take the payment off the order. A repeat answers as the first time.
/// Refusals in order: order-not-found, payment-not-found, qliro-error, payment-conflict (Qliro's order is paid or under
/// review).
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
