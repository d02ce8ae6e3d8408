using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>Has all events that a payment keeps sent again, each under its own id. Pure.</summary>
public static class ResendEvents
{
    /// <summary>Refused when the payment keeps none.</summary>
    public static Outcome<IReadOnlyList<PaymentEvent>> Decide(
        PaymentKey key, PaymentDocument payment, DateTimeOffset now)
    {
        if (payment.Events is not { Count: > 0 } events) return OpsRefusal.NoEvents(key);
        return new() { Value = [.. events.Select(told => new EventResent(told.Number, told.Type, now))] };
    }
}
