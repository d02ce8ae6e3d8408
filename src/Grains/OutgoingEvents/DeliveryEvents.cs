using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>Something that became true of one event for shops and monitoring.</summary>
public abstract record OutgoingEventMoved(int Number) : PaymentEvent
{
    /// <summary>The payment with the event changed, where it is still kept.</summary>
    protected PaymentDocument Change(PaymentDocument payment, Func<OutgoingEvent, OutgoingEvent> change)
        => payment with
        {
            Events = payment.Events is { } events
            ? [.. events.Select(one => one.Number == Number ? change(one) : one)] : null
        };

    /// <summary>The payment with the outbox entry changed.</summary>
    protected PaymentDocument Change(PaymentDocument payment, Func<OutboxEntry, OutboxEntry> change)
        => payment with { Outbox = [.. payment.Outbox.Select(entry => IsAbout(entry) ? change(entry) : entry)] };

    /// <summary>The payment without the outbox entry.</summary>
    protected PaymentDocument Without(PaymentDocument payment)
        => payment with { Outbox = [.. payment.Outbox.Where(entry => !IsAbout(entry))] };

    /// <summary>The payment with the outbox entry, due for the first time.</summary>
    protected PaymentDocument With(PaymentDocument payment, DateTimeOffset at)
    {
        var due = new OutboxEntry { Kind = OutboxKind.SendEvent, Ordinal = Number, DueAt = at, Since = at };
        return payment with
        {
            Outbox = [.. Without(payment).Outbox.Append(due).OrderBy(one => one.Kind).ThenBy(one => one.Ordinal)],
        };
    }

    /// <summary>Counts an attempt to deliver it.</summary>
    protected void Attempted(PaymentDocument? payment, string outcome)
    {
        if (payment?.Events?.FirstOrDefault(one => one.Number == Number) is { } known)
            AdapterMetrics.EventAttempted(known.Type, outcome);
    }

    private bool IsAbout(OutboxEntry entry) => entry.Kind == OutboxKind.SendEvent && entry.Ordinal == Number;
}

/// <summary>Shops and monitoring are to be told; its outbox entry is stored with it.</summary>
public sealed record EventAnnounced(OutgoingEvent Told) : OutgoingEventMoved(Told.Number)
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => With(
        payment with
        {
            Events = [.. (payment.Events ?? []).Append(Told).TakeLast(OutgoingEvent.KeptMax)],
        }, Told.At);
}

/// <summary>
/// It was handed to the sender, outside of the payment's turns. When the sender's answer does not come until then, e.g.
/// because the process ended, it is handed over again.
/// </summary>
public sealed record EventHandedOver(int Number, DateTimeOffset Until) : OutgoingEventMoved(Number)
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment)
        => Change(payment, (OutboxEntry entry) => entry with { DueAt = Until });
}

/// <summary>The receiver took it.</summary>
public sealed record EventDelivered(int Number, DateTimeOffset At) : OutgoingEventMoved(Number)
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => Change(
        Without(payment),
        (OutgoingEvent one) => one with { Status = OutgoingEventStatus.Delivered, EndedAt = At });

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted(before, "delivered");
}

/// <summary>The receiver did not take it; it is tried again.</summary>
public sealed record EventPostponed(int Number, string Problem, DateTimeOffset NextAt) : OutgoingEventMoved(Number)
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => Change(payment, (OutboxEntry entry) => entry with
    {
        DueAt = NextAt,
        Attempts = entry.Attempts + 1,
        Problem = Problem,
    });

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted(before, "postponed");
}

/// <summary>It is not sent any more, because the receiver did not take it in time. Nothing else waits for it.</summary>
/// <param name="Number">The event.</param>
/// <param name="Why">For the timeline.</param>
/// <param name="At">When.</param>
/// <param name="IsWrittenOff">True when no person needs to look at it.</param>
public sealed record EventGivenUp(int Number, string Why, DateTimeOffset At, bool IsWrittenOff = false)
    : OutgoingEventMoved(Number)
{
    public override string Describe() => $"Event {Number} for the shop's endpoint is given up: {Why}";

    public override string RowKind => TimelineKind.Problem;

    public override PaymentDocument Apply(PaymentDocument payment) => Change(
        Without(payment),
        (OutgoingEvent one) => one with
        {
            Status = OutgoingEventStatus.GivenUp,
            EndedAt = At,
            IsWrittenOff = IsWrittenOff,
        });

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
        => OutgoingEventLog.EventGivenUp(logger, Number);

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted(before, "given-up");
}

/// <summary>An operator leaves it undelivered.</summary>
public sealed record EventWrittenOff(int Number, string Type) : OutgoingEventMoved(Number)
{
    public override string Describe() => $"Event {Number}, {Type}, stays undelivered: it is written off.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => Change(payment, (OutgoingEvent one) => one with { IsWrittenOff = true });
}

/// <summary>An operator has it sent again, under its own id.</summary>
public sealed record EventResent(int Number, string Type, DateTimeOffset At) : OutgoingEventMoved(Number)
{
    public override string Describe() => $"Event {Number}, {Type}, is sent again.";

    public override PaymentDocument Apply(PaymentDocument payment) => Change(
        With(payment, At), (OutgoingEvent one) => one with
        {
            Status = OutgoingEventStatus.Waiting,
            EndedAt = null,
            IsWrittenOff = false,
        });
}
