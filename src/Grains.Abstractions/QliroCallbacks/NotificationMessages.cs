using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro reports something outside of the payment, mostly at a shipping provider. May repeat and come late; the newest
/// counts. It is accepted once it is stored. Refusal: payment-not-found.
/// </summary>
public sealed record ReceiveNotification
{
    /// <summary>The notification as Qliro sent it.</summary>
    public required QliroNotification Notification { get; init; }
}

/// <summary>
/// Qliro reports that the shopper's card was saved for later charges. May repeat, and come before or after the push. It
/// is accepted once it is stored. It is accepted and ignored when the channel has recurring payments off, when the
/// payment is removed, and when it is about another Qliro order. Refusals in order: payment-not-found,
/// order-bad-request (no id in it), configuration-*.
/// </summary>
public sealed record SaveRecurringDetails
{
    /// <summary>The saved card, in either of Qliro's spellings.</summary>
    public required QliroSavedCard Card { get; init; }
}
