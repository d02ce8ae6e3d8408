using QliroAdapter.Outbox;

namespace QliroAdapter.Payments;

/// <summary>
/// When a payment is due without being asked. One mechanism serves retries, waits and reconciliation.
/// </summary>
public static class Schedule
{
    /// <summary>
    /// After this time a creation counts as cut off. One that still runs holds its turn, so the due work that comes
    /// behind it finds it complete.
    /// </summary>
    public static readonly TimeSpan CreationTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Qliro accepts no updates after 48 hours, and after three days no shopper comes back to a checkout.
    /// </summary>
    public static readonly TimeSpan CheckoutLifetime = TimeSpan.FromHours(72);

    /// <summary>
    /// Open checkouts are many and rarely in trouble, so they are reconciled this many times less often.
    /// </summary>
    public const int OpenCheckoutFactor = 15;

    /// <summary>
    /// Norce may throw a change away after our answer, and a write whose answer was lost may still arrive: Norce's
    /// committed order is compared this much later.
    /// </summary>
    public static readonly TimeSpan CompareAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The earliest of: an outbox entry becomes due, a creation counts as cut off, a wait is to be checked. Null when
    /// nothing is due, and while an operator holds the payment.
    /// </summary>
    public static DateTimeOffset? NextDue(PaymentDocument payment) => payment.Hold is not null
        ? null
        : Earlier(
            payment.Outbox.Where(entry => !entry.IsParked).Min(entry => (DateTimeOffset?)entry.DueAt), payment.CheckAt);

    /// <summary>
    /// The same of a payment that is parked as a whole: nothing is due for it but the events that others are told of.
    /// </summary>
    public static DateTimeOffset? NextEvent(PaymentDocument payment) => payment.Hold is not null
        ? null
        : payment.Outbox.Where(entry => entry.Kind == OutboxKind.SendEvent).Min(entry => (DateTimeOffset?)entry.DueAt);

    /// <summary>The earlier of two that may be absent.</summary>
    internal static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right)
        => left is null ? right : right is null ? left : left < right ? left : right;
}
