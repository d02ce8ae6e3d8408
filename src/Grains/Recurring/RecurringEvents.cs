using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>Qliro has accepted the charge, under a new order of its own; whether it is paid is known later.</summary>
public sealed record ChargeAccepted(QliroOrderId Id, IReadOnlyList<long> TransactionIds, DateTimeOffset At)
    : PaymentEvent
{
    public override string Describe()
        => $"Qliro took the charge on as order {Id}, transaction {string.Join(", ", TransactionIds)}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with
    {
        State = PaymentState.Processing,
        QliroOrderId = Id,
        CreatedAt = At,
        Charge = payment.Charge! with { TransactionIds = TransactionIds },
    };
}

/// <summary>Qliro says that it had the charge, but its admin order does not show it.</summary>
public sealed record ChargeMissing(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Qliro has had the charge and its admin order shows nothing of it yet.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Charge = payment.Charge! with { MissingSince = At } };
}

/// <summary>
/// What later charges need is known. The card's digits are in none of the timeline's texts, which are stored in clear
/// and outlive an erase.
/// </summary>
public sealed record RecurringDetailsSaved(RecurringDetails Details) : PaymentEvent
{
    public override string Describe() => ChargeMethod.IsInvoice(Details.Token)
        ? "Saved for later charges: the customer of an invoice."
        : "Saved for later charges: a card.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { Recurring = Details };
}
