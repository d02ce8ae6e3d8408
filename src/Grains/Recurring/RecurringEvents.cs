using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>Qliro has taken the charge on, under this order of its own; whether it is paid comes later.</summary>
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

/// <summary>Qliro says that it has had the charge, and its admin order shows nothing of it.</summary>
public sealed record ChargeMissing(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Qliro has had the charge and its admin order shows nothing of it yet.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Charge = payment.Charge! with { MissingSince = At } };
}

/// <summary>It is known what later charges need.</summary>
public sealed record RecurringDetailsSaved(RecurringDetails Details) : PaymentEvent
{
    public override string Describe()
        => $"Saved for later charges: {Details.BrandName ?? "invoice"} {Details.Description}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { Recurring = Details };
}
