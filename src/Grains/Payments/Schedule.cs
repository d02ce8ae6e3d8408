namespace QliroAdapter.Payments;

/// <summary>
/// When a payment is looked at again without being asked. One mechanism for retries, waits and reconciliation.
/// </summary>
public static class Schedule
{
    /// <summary>
    /// A creation older than this is looked into. One that still runs holds its turn, so the look finds it whole.
    /// </summary>
    public static readonly TimeSpan CreationTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Qliro takes no updates after 48 hours; a checkout older than three days is nobody's any more.</summary>
    public static readonly TimeSpan CheckoutLifetime = TimeSpan.FromHours(72);

    /// <summary>Open checkouts are many and seldom in trouble: they are looked at this many times less often.</summary>
    public const int OpenCheckoutFactor = 15;

    /// <summary>
    /// Norce may throw a change away after our answer, and a write whose answer was lost may still arrive: Norce's
    /// committed order is compared this much later.
    /// </summary>
    public static readonly TimeSpan CompareAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The earliest of: an outbox entry falls due, a creation was cut off, a wait is to be checked. Null at rest.
    /// </summary>
    public static DateTimeOffset? NextDue(PaymentDocument payment)
        => Earlier(
            payment.Outbox.Where(entry => !entry.IsParked).Min(entry => (DateTimeOffset?)entry.DueAt), payment.CheckAt);

    /// <summary>The earlier of two that may be absent.</summary>
    internal static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right)
        => left is null ? right : right is null ? left : left < right ? left : right;
}
