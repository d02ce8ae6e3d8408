using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>We approved the purchase at Qliro.</summary>
public sealed record PurchaseApproved(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Purchase approved; Norce order in processing.";

    /// <summary>An older decline's reopening would undo this approval.</summary>
    public override PaymentDocument Apply(PaymentDocument payment) => payment.Without(OutboxKind.ReopenOrder) with
    {
        State = PaymentState.Processing,
        ApprovedAt = At,
    };
}

/// <summary>Qliro got our approval, and carries the purchase out now.</summary>
public sealed record ApprovalGiven(DateTimeOffset At) : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { LastApprovalAt = At };
}

/// <summary>We declined the purchase at Qliro. Changes only the timeline.</summary>
public sealed record PurchaseDeclined(string Reason, string Why) : PaymentEvent
{
    public override string Describe() => $"Purchase declined ({Reason}): {Why}";

    public override PaymentDocument Apply(PaymentDocument payment) => payment;

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
        => AdapterMetrics.PurchaseEnded("declined");
}

/// <summary>The order went back to checkout, or is about to.</summary>
public sealed record PurchaseReopened(string Why) : PaymentEvent
{
    public override string Describe() => $"Purchase reopened: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { State = PaymentState.Intent, ApprovedAt = null };
}

/// <summary>Qliro has the purchase under review.</summary>
public sealed record PurchaseHeld(decimal Mismatch) : PaymentEvent
{
    public override string Describe() => $"Qliro reviews the purchase{MismatchText.Of(Mismatch)}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment.Decided() with
    {
        State = PaymentState.Pending,
        AmountMismatch = MismatchText.NullIfZero(Mismatch),
    };

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
        => AdapterMetrics.PurchaseEnded("held");
}

/// <summary>Qliro reserved (or took) the money.</summary>
public sealed record PurchaseCompleted(decimal Mismatch) : PaymentEvent
{
    public override string Describe() => $"Qliro completed the purchase{MismatchText.Of(Mismatch)}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment.Decided() with
    {
        State = PaymentState.Reserved,
        AmountMismatch = MismatchText.NullIfZero(Mismatch),
    };

    public override IEnumerable<Announcement> Announce(PaymentDocument? before)
    {
        yield return new(OutgoingEventTypes.PaymentReserved);
        if (Mismatch != 0) yield return new(OutgoingEventTypes.AmountMismatch, Mismatch);
    }

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
    {
        traffic.PurchaseCompleted();
        AdapterMetrics.PurchaseEnded("completed");
        if (Mismatch != 0) AdapterMetrics.AmountMismatched();
    }
}

/// <summary>There will be no purchase: Qliro refused for good, or the shop declined the order.</summary>
public sealed record PurchaseRefused(string Why = "Qliro refused the purchase.") : PaymentEvent
{
    public override string Describe() => Why;

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.Decided() with { State = PaymentState.Declined };

    public override IEnumerable<Announcement> Announce(PaymentDocument? before)
        => [new(OutgoingEventTypes.PaymentDeclined)];

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
        => AdapterMetrics.PurchaseEnded("refused");
}

/// <summary>How far Qliro's total is from the payment's amount.</summary>
internal static class MismatchText
{
    public static string Of(decimal mismatch)
        => mismatch == 0 ? "" : $"; its total differs from the payment by {mismatch:0.00}";

    public static decimal? NullIfZero(decimal mismatch) => mismatch == 0 ? null : mismatch;
}
