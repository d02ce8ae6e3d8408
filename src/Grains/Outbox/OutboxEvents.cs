using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>Something that became true of one entry.</summary>
public abstract record OutboxEvent(OutboxKind Kind, int Ordinal) : PaymentEvent
{
    /// <summary>The payment with that entry changed, where it is in the outbox.</summary>
    protected PaymentDocument Change(PaymentDocument payment, Func<OutboxEntry, OutboxEntry> change)
        => payment with { Outbox = [.. payment.Outbox.Select(entry => IsAbout(entry) ? change(entry) : entry)] };

    /// <summary>The entry in the outbox; null when it is not there.</summary>
    protected OutboxEntry? Find(PaymentDocument? payment) => payment?.Outbox.FirstOrDefault(IsAbout);

    /// <summary>Counts an attempt to deliver the entry.</summary>
    protected void Attempted(string outcome) => AdapterMetrics.EntryAttempted(Kind.ToString(), outcome);

    protected bool IsAbout(OutboxEntry entry) => entry.Kind == Kind && entry.Ordinal == Ordinal;
}

/// <summary>An entry was put into the outbox, or is due again.</summary>
public sealed record EntryEnqueued(
    OutboxKind Kind, DateTimeOffset DueAt, string? Why = null, int Ordinal = 0, AuditEntry? Audit = null)
    : OutboxEvent(Kind, Ordinal)
{
    /// <summary>The trace context of the turn that decided it; absent when nobody listens.</summary>
    public string? Trace { get; init; }

    /// <summary>
    /// A recheck of Norce after a write whose answer was lost. It is due some time after the last such write: by then
    /// the write has arrived, or never will.
    /// </summary>
    public static EntryEnqueued Recheck(DateTimeOffset write)
        => new(OutboxKind.RecheckNorce, write + Schedule.CompareAfter);

    public override string? Describe() => Why is null ? null : $"{Kind} enqueued: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment)
    {
        var known = payment.Outbox.FirstOrDefault(IsAbout);
        var entry = new OutboxEntry
        {
            Kind = Kind,
            Ordinal = Ordinal,
            DueAt = known is { IsParked: false } && IsDueFirst(known) ? known.DueAt : DueAt,
            // An entry that was parked, and was resumed or enqueued again, gets its full time for retries again.
            Since = known is { IsParked: false } ? known.Since : DueAt,
            HeldFor = known is { IsParked: false } ? known.HeldFor : default,
            // Enqueuing more for a partner that does not answer does not make its retries faster.
            Attempts = known is { IsParked: false } ? known.Attempts : 0,
            Audit = Audit,
            Trace = Trace ?? known?.Trace,
        };
        return payment with
        {
            Outbox = [.. payment.Outbox.Where(other => !IsAbout(other) && !IsTooOld(payment, other)).Append(entry)
                .OrderBy(other => other.Kind).ThenBy(other => other.Ordinal)],
        };
    }

    /// <summary>
    /// Above <see cref="OutboxEntry.PendingMax"/> the entries with the lowest ordinals leave. Audit entries are for
    /// people and wait while Norce is away, one for each new event; the timeline keeps what they say. Of other kinds
    /// there are not so many: one operation is open at a time, and of two rechecks the later does the work of both.
    /// </summary>
    private bool IsTooOld(PaymentDocument payment, OutboxEntry other)
        => other.Kind == Kind && other.Ordinal < Ordinal
            && payment.Outbox.Count(one => one.Kind == Kind && one.Ordinal >= other.Ordinal && !IsAbout(one))
                >= OutboxEntry.PendingMax(Kind);

    /// <summary>
    /// Of two due times the earlier counts, except for a recheck after lost writes, which waits for the last of them.
    /// </summary>
    private bool IsDueFirst(OutboxEntry known) => known.DueAt < DueAt && Kind != OutboxKind.RecheckNorce;
}

/// <summary>An outbox entry was delivered.</summary>
public sealed record EntryDelivered(OutboxKind Kind, int Ordinal, string? Note = null) : OutboxEvent(Kind, Ordinal)
{
    /// <summary>Later than this after it was due, a delivery is late; a few retries stay below it.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    public override string? Describe() => Kind is OutboxKind.RecordTransaction or OutboxKind.Reconcile
        && Note is null ? null
        : $"{Kind} delivered{(Note is null ? "" : $": {Note}")}.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Outbox = [.. payment.Outbox.Where(entry => !IsAbout(entry))] };

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
    {
        if (Find(before) is not { } entry) return;
        // The due time of an entry that was tried or held back has moved since.
        var late = at - (entry is { Attempts: 0, HeldFor.Ticks: 0 } ? entry.DueAt : entry.Since);
        if (late > LateAfter) OutboxLog.EntryDeliveredLate(
            logger, Kind, Ordinal, (long)late.TotalSeconds, entry.Attempts, (long)entry.HeldFor.TotalSeconds);
    }

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted("delivered");
}

/// <summary>The delivery of an outbox entry failed and is tried again.</summary>
public sealed record EntryPostponed(OutboxKind Kind, int Ordinal, string Problem, DateTimeOffset NextAt)
    : OutboxEvent(Kind, Ordinal)
{
    public override string Describe() => $"{Kind} not done: {Problem} Next try {NextAt:HH:mm:ss}.";

    public override string RowKind => TimelineKind.Problem;

    public override PaymentDocument Apply(PaymentDocument payment) => Change(payment, entry => entry with
    {
        DueAt = NextAt,
        Attempts = entry.Attempts + 1,
        Problem = Problem,
    });

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted("postponed");
}

/// <summary>The delivery of an outbox entry waits until a time, because its partner's circuit is open.</summary>
public sealed record EntryHeldBack(
    OutboxKind Kind, int Ordinal, string Partner, DateTimeOffset From, DateTimeOffset Until, bool IsNews)
    : OutboxEvent(Kind, Ordinal)
{
    /// <summary>What the entry shows meanwhile.</summary>
    public static string ProblemOf(string partner) => $"{ProblemStart}{partner} is open.";

    /// <summary>How <see cref="ProblemOf"/> begins.</summary>
    internal const string ProblemStart = "The circuit to ";

    public override string? Describe()
        => IsNews ? $"{Kind} waits, for the circuit to {Partner} is open. Next try {Until:HH:mm:ss}." : null;

    public override PaymentDocument Apply(PaymentDocument payment) => Change(payment, entry => entry with
    {
        DueAt = Until,
        HeldFor = entry.HeldFor + (Until - From),
        Problem = ProblemOf(Partner),
    });

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted("held-back");
}

/// <summary>
/// An operator has an outbox entry delivered at once; a parked one gets its full time for retries again.
/// </summary>
public sealed record EntryResumed(OutboxKind Kind, int Ordinal, DateTimeOffset At) : OutboxEvent(Kind, Ordinal)
{
    public override string Describe() => $"{Kind} resumed by an operator.";

    public override PaymentDocument Apply(PaymentDocument payment) => Change(payment, entry => entry with
    {
        DueAt = At,
        Since = entry.IsParked ? At : entry.Since,
        HeldFor = entry.IsParked ? default : entry.HeldFor,
        Attempts = 0,
        IsParked = false,
    });

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
        => OutboxLog.EntryResumed(logger, Kind, Ordinal, Find(before) is { IsParked: true });
}

/// <summary>An operator has written off an outbox entry: it is not delivered any more.</summary>
public sealed record EntryWrittenOff(OutboxKind Kind, int Ordinal) : OutboxEvent(Kind, Ordinal)
{
    public override string Describe() => $"{Kind} written off by an operator; it is not delivered.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Outbox = [.. payment.Outbox.Where(entry => !IsAbout(entry))] };
}

/// <summary>An outbox entry waits for an operator (dead letter).</summary>
public sealed record EntryParked(OutboxKind Kind, int Ordinal, string Reason) : OutboxEvent(Kind, Ordinal)
{
    public override string Describe() => $"{Kind} parked for an operator: {Reason}";

    public override string RowKind => TimelineKind.Problem;

    public override PaymentDocument Apply(PaymentDocument payment)
        => Change(payment, entry => entry with { IsParked = true, Problem = Reason });

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
        => OutboxLog.EntryParked(logger, Kind, Ordinal, Find(before)?.Attempts ?? 0);

    public override void Count(PaymentDocument? before, TrafficRecorder traffic) => Attempted("parked");
}
