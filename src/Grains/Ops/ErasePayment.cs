using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Ops;

/// <summary>Whether the personal data of a payment can be erased; pure.</summary>
public static class ErasePayment
{
    /// <summary>
    /// Erases it. Refused while something waits in the outbox, and while a charge or an operation is open, because
    /// these may need what would be gone. A repeat changes nothing.
    /// </summary>
    public static Outcome<IReadOnlyList<PaymentEvent>> Decide(
        PaymentKey key, PaymentDocument payment, DateTimeOffset now)
    {
        if (payment.ErasedAt is not null) return new() { Value = [] };
        if (payment.Outbox.Count > 0 || payment.HasOpenCharge() || payment.OpenOperation() is not null)
            return OpsRefusal.NotAtRest(key);
        return new() { Value = [new PersonalDataErased(now)] };
    }
}

/// <summary>The payment's personal data and its key are gone; its books stay.</summary>
public sealed record PersonalDataErased(DateTimeOffset At) : PaymentEvent
{
    public override string Describe()
        => "Personal data is erased, with the payment's key, kept bodies of calls and the hash of an e-mail address.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { ErasedAt = At };
}
