using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro: something happened beside the payment, mostly at a shipping provider. May repeat and come late; the newest
/// counts. Accepted once stored. Refusal: payment-not-found.
/// </summary>
public sealed record ReceiveNotification
{
    /// <summary>The body.</summary>
    public required QliroNotification Notification { get; init; }
}

/// <summary>
/// Qliro: the shopper's card was saved for later charges. May repeat, and come before or after the push. Accepted once
/// stored; received and ignored when the channel has recurring payments off, when the payment is removed, and when it
/// is about another Qliro order. Refusals in order: payment-not-found, order-bad-request (no id in it),
/// configuration-*.
/// </summary>
public sealed record SaveRecurringDetails
{
    /// <summary>The body, in either of its spellings.</summary>
    public required QliroSavedCard Card { get; init; }
}
