using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>An operator holds the payment: its outbox waits until it is released.</summary>
public sealed record HoldBegan(PaymentHold Hold) : PaymentEvent
{
    public override string Describe() => "The outbox is held: nothing is delivered until it is released.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { Hold = Hold };
}

/// <summary>
/// An operator released the payment. The time of the hold does not count towards giving up an entry, so that none is
/// parked at its first failure after a long hold.
/// </summary>
public sealed record HoldEnded(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "The outbox is released: what waits is delivered.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment.Hold is not { } hold
        ? payment
        : payment with
        {
            Hold = null,
            Outbox =
            [
                .. payment.Outbox.Select(entry => entry.IsParked
                    ? entry
                    : entry with { HeldFor = entry.HeldFor + Waited(hold, entry) }),
            ],
        };

    private TimeSpan Waited(PaymentHold hold, OutboxEntry entry)
    {
        var waited = At - (entry.Since > hold.At ? entry.Since : hold.At);
        return waited > TimeSpan.Zero ? waited : TimeSpan.Zero;
    }
}
