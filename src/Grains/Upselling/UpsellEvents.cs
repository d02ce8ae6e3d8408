using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Upselling;

/// <summary>An event of goods added after the purchase.</summary>
public abstract record UpsellEvent : PaymentEvent
{
    public sealed override PaymentDocument Apply(PaymentDocument payment)
        => Change(payment with { Upsell = payment.Upsell ?? new() });

    protected abstract PaymentDocument Change(PaymentDocument payment);

    /// <summary>The payment with this attempt, which replaces the one with the same id.</summary>
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
            ClosesAt = ClosesAt,
            IsOpen = true,
            IsEligible = IsEligible,
            Expiration = Expiration,
        },
    };
}

/// <summary>
/// The window for adding goods is closed; Norce's order no longer waits for it. Qliro's admin order is searched once
/// more.
/// </summary>
public sealed record UpsellWindowClosed : UpsellEvent
{
    public override string Describe() => "The time to add goods is over.";

    protected override PaymentDocument Change(PaymentDocument payment)
        => payment with { Upsell = payment.Upsell! with { IsOpen = false, IsUnread = true } };
}

/// <summary>Qliro's admin order was searched after the window had closed.</summary>
public sealed record UpsellWindowRead : UpsellEvent
{
    public override string? Describe() => null;

    protected override PaymentDocument Change(PaymentDocument payment)
        => payment with { Upsell = payment.Upsell! with { IsUnread = false } };
}

/// <summary>A push reported added goods. They count only once Qliro's admin order shows them.</summary>
public sealed record UpsellReported(UpsellAttempt Attempt) : UpsellEvent
{
    public override string Describe()
        => $"Upsell {Attempt.Id} reported, transaction {Attempt.TransactionId}; not confirmed yet.";

    protected override PaymentDocument Change(PaymentDocument payment) => With(payment, Attempt);
}

/// <summary>
/// Goods were added and paid for. The payment now covers Qliro's total, less the difference that was already known to
/// exist between the two.
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
