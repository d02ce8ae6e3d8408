using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Upselling;

/// <summary>Something that became true of goods added after the purchase.</summary>
public abstract record UpsellEvent : PaymentEvent
{
    public sealed override PaymentDocument Apply(PaymentDocument payment)
        => Change(payment with { Upsell = payment.Upsell ?? new() });

    protected abstract PaymentDocument Change(PaymentDocument payment);

    /// <summary>The payment with this attempt in place of the one with the same id.</summary>
    protected static PaymentDocument With(PaymentDocument payment, UpsellAttempt attempt) => payment with
    {
        Upsell = payment.Upsell! with
        {
            Attempts = [.. payment.Upsell!.Attempts.Where(known => known.Id != attempt.Id)
                .Append(attempt).OrderBy(known => known.At).TakeLast(Upsell.AttemptsMax)],
        },
    };
}

/// <summary>The purchase completed; Norce's order waits for goods to be added.</summary>
public sealed record UpsellWindowOpened(DateTimeOffset ClosesAt, bool IsEligible, DateTimeOffset? Expiration)
    : UpsellEvent
{
    public override string Describe() => $"Goods can be added until {ClosesAt:HH:mm:ss}; the order is completed then.";

    protected override PaymentDocument Change(PaymentDocument payment) => payment with
    {
        Upsell = payment.Upsell! with
        {
            ClosesAt = ClosesAt, IsOpen = true, IsEligible = IsEligible, Expiration = Expiration,
        },
    };
}

/// <summary>No more goods are waited for.</summary>
/// <param name="IsUnread">Whether any came that nobody told of is not known yet.</param>
public sealed record UpsellWindowClosed(bool IsUnread) : UpsellEvent
{
    public override string Describe() => "The time to add goods is over.";

    protected override PaymentDocument Change(PaymentDocument payment)
        => payment with { Upsell = payment.Upsell! with { IsOpen = false, IsUnread = IsUnread } };
}

/// <summary>The admin order that could not be read when the time for goods ended were searched.</summary>
public sealed record UpsellWindowRead : UpsellEvent
{
    public override string? Describe() => null;

    protected override PaymentDocument Change(PaymentDocument payment)
        => payment with { Upsell = payment.Upsell! with { IsUnread = false } };
}

/// <summary>A push told of goods; Qliro's admin order has the last word.</summary>
public sealed record UpsellReported(UpsellAttempt Attempt) : UpsellEvent
{
    public override string Describe()
        => $"Upsell {Attempt.Id} told of, transaction {Attempt.TransactionId}; looking for it.";

    protected override PaymentDocument Change(PaymentDocument payment) => With(payment, Attempt);
}

/// <summary>
/// Goods were added and paid for: what the payment covers is Qliro's total now, a known mismatch excepted.
/// </summary>
public sealed record UpsellCompleted(UpsellAttempt Attempt, Money Total) : UpsellEvent
{
    public override string Describe()
        => $"Upsell {Attempt.Id} completed: transaction {Attempt.TransactionId} over {Attempt.Amount:0.00}; payment "
            + $"covers {Total}.";

    protected override PaymentDocument Change(PaymentDocument payment)
        => With(payment with { Amount = Total }, Attempt);
}

/// <summary>Goods were not added; nothing else changed.</summary>
public sealed record UpsellFailed(UpsellAttempt Attempt) : UpsellEvent
{
    public override string Describe() => $"Upsell {Attempt.Id} failed.";

    protected override PaymentDocument Change(PaymentDocument payment) => With(payment, Attempt);
}
