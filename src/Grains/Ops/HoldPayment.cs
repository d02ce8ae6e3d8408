using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>Whether a payment can be held, and released; pure.</summary>
public static class HoldPayment
{
    /// <summary>
    /// Begins a hold. Refused when another hold is on; a repeat of the same one changes nothing.
    /// </summary>
    public static Outcome<IReadOnlyList<PaymentEvent>> Decide(
        PaymentKey key, PaymentDocument payment, OperatorAction action, DateTimeOffset now)
    {
        var hold = new PaymentHold(OperatorText.Name(action.By), OperatorText.Reason(action.Reason), now);
        if (payment.Hold is { } known && (known.By, known.Reason) != (hold.By, hold.Reason))
            return OpsRefusal.HeldAlready(key, known);
        return new() { Value = payment.Hold is null ? [new HoldBegan(hold)] : [] };
    }

    /// <summary>Ends the hold; refused when there is none.</summary>
    public static Outcome<IReadOnlyList<PaymentEvent>> End(PaymentKey key, PaymentDocument payment, DateTimeOffset now)
    {
        if (payment.Hold is null) return OpsRefusal.NotHeld(key);
        return new() { Value = [new HoldEnded(now)] };
    }
}
