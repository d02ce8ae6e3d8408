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
    /// The earliest of: an outbox entry falls due, a creation was cut off, a wait is to be checked. Null at rest.
    /// </summary>
    public static DateTimeOffset? NextDue(PaymentDocument payment)
        => Earlier(
            payment.Outbox.Where(entry => !entry.IsParked).Min(entry => (DateTimeOffset?)entry.DueAt), payment.CheckAt);

    /// <summary>When a wait is checked that began, or was checked, now. Null when nothing is waited for.</summary>
    public static DateTimeOffset? NextCheck(PaymentDocument payment, DateTimeOffset now, ReconciliationOptions options)
    {
        var interval = TimeSpan.FromSeconds(options.IntervalSeconds);
        return payment.State switch
        {
            // An open charge is never given up: its outbox entry, then its outcome, is waited for.
            PaymentState.Creating when payment.Charge is not null => null,
            PaymentState.Processing when payment.Charge is not null => now + interval,
            PaymentState.Creating => payment.BegunAt + CreationTimeout,
            PaymentState.Pending => now + interval,
            _ when payment.OpenOperation() is not null => now + interval,
            // One that has ended here may still be bought at Qliro, where silence is a yes.
            PaymentState.Intent or PaymentState.Processing or PaymentState.Removed or PaymentState.Declined
                when payment.QliroOrderId is not null && now - payment.BegunAt < CheckoutLifetime
                => now + (interval * OpenCheckoutFactor),
            _ => null,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right)
        => left is null ? right : right is null ? left : left < right ? left : right;
}
