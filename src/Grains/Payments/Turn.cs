using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// One message's work on one payment: what is known, what has happened and is not committed yet, and how long partners
/// may be waited for. Not thread-safe; a payment has one turn at a time.
/// </summary>
public sealed partial class Turn
{
    private readonly PaymentMemory memory;
    private readonly List<TimelineEntry> notes = [];
    private readonly List<(PaymentEvent Event, PaymentDocument? Before)> unlogged = [];
    private readonly List<Action> afterCommit = [];
    private readonly PaymentDocument? found;
    private PaymentDocument? working;
    private bool changed;
    private bool couldNotRead;

    internal Turn(PaymentKey key, PaymentMemory memory, PaymentServices services, TurnTimeout time)
        => (Key, this.memory, Services, Time, found, working)
            = (key, memory, services, time, memory.Document, memory.Document);

    public PaymentKey Key { get; }

    public PaymentServices Services { get; }

    /// <summary>How long partners may be waited for.</summary>
    public TurnTimeout Time { get; }

    /// <summary>
    /// True when the turn began again because another activation had committed, or when one may be delivering what was
    /// due as the payment was loaded. That one may be changing what a partner holds at this moment, without anything
    /// stored that tells of it.
    /// </summary>
    public bool MetAnother { get; init; }

    public DateTimeOffset Now => Services.Clock.GetUtcNow();

    /// <summary>The payment with its uncommitted events; null when it is unknown.</summary>
    public PaymentDocument? Known => working;

    /// <summary>The payment, for code that runs only when there is one.</summary>
    public PaymentDocument Payment => working ?? throw new InvalidOperationException($"{Key} is not known.");

    /// <summary>Facts that were read from partners in this turn.</summary>
    public TurnFacts Facts { get; } = new();

    /// <summary>
    /// The partners that this turn has sent a write, so that they may show something that nothing stored explains.
    /// </summary>
    public PartnerWrites Writes { get; private set; }

    /// <summary>
    /// Set by a callback that may come for ever: when the turn changes nothing, it is counted under this text, and
    /// neither the payment nor its timeline is written. One of few texts, for each has a row in the store.
    /// </summary>
    public Func<string>? CountedAs { get; set; }

    /// <summary>True for an entry that this turn has enqueued: nobody can have tried to deliver it before.</summary>
    public bool IsNew(OutboxEntry entry) => entry.Attempts == 0
        && found?.Outbox.Any(known => known.Kind == entry.Kind && known.Ordinal == entry.Ordinal) != true;

    /// <summary>Applies events to the payment; they are stored with the next commit.</summary>
    public void Raise(params IEnumerable<PaymentEvent> events)
    {
        foreach (var one in events)
        {
            var raised = one is EntryEnqueued { Trace: null } enqueued && PaymentTraces.Current is { } trace
                ? enqueued with { Trace = trace }
                : one;
            var before = working;
            unlogged.Add((raised, before));
            working = PaymentDocument.Apply(working, raised);
            changed = true;
            if (raised.Describe() is { } summary) Note(raised.RowKind, summary);
            if (working.State != before?.State) ReconcileAnew(working);
            if (before?.State.IsOpen() == true && !working.State.IsOpen() && MayFollowAnother)
                Raise(EntryEnqueued.Recheck(Now));
            if (Services.Events.IsOn) Raise(Announcements.Of(raised, before, working, Now));
        }
    }

    /// <summary>
    /// A parked comparison waits for a person to decide about the payment in its old state. When the state changes, the
    /// comparison is made again, because the change may have settled it.
    /// </summary>
    private void ReconcileAnew(PaymentDocument payment)
    {
        if (payment.PendingEntry(OutboxKind.Reconcile) is { IsParked: true })
            Raise(new EntryEnqueued(OutboxKind.Reconcile, Now + Schedule.CompareAfter));
    }

    /// <summary>
    /// True while a turn that another activation had begun when the payment was loaded may still run. Nothing stored
    /// tells of what it writes to Norce before its first commit, nor when it dies there.
    /// </summary>
    private bool MayFollowAnother => Now - memory.LoadedAt < TurnLimits.Call;

    /// <summary>Has something done once the next commit is stored; when it is not, the turn starts again.</summary>
    public void AfterCommit(Action work) => afterCommit.Add(work);

    /// <summary>Adds a row to the timeline, stored with the next commit.</summary>
    public void Note(string kind, string summary) => notes.Add(
        new() { At = Now, Kind = kind, Summary = summary, Trace = PaymentTraces.CurrentId });

    /// <summary>
    /// Adds a partner's call to the timeline and returns its answer. After a write that Norce did not answer, a recheck
    /// is enqueued, whatever happens to the payment meanwhile.
    /// </summary>
    public Answer<T> Note<T>(Answer<T> answer)
    {
        var call = answer.Call;
        if (call.IsWrite) Writes |= call.Partner == QliroApi.Partner ? PartnerWrites.Qliro : PartnerWrites.Norce;
        couldNotRead |= answer.Failure is not null;
        if (working is not null && answer.Failure is { Kind: PartnerFailureKind.Unknown }
            && call.Partner == NorceApi.Partner)
            Raise(EntryEnqueued.Recheck(Now));
        Note(TimelineKind.Call, $"{call.Partner} {call.Operation}: {call.Status?.ToString() ?? "no answer"}"
            + $" in {call.Took.TotalMilliseconds:0} ms{(call.Problem is null ? "" : $", {call.Problem}")}");
        return answer;
    }

    /// <summary>A refusal for the caller, with its row in the timeline.</summary>
    public PaymentError Refuse(PaymentError error)
    {
        Note(TimelineKind.Refusal, $"{error.Code}: {error.Message}");
        LogRefused(Services, error);
        return error;
    }

    /// <summary>Stores state, outbox entries, due time and timeline in one transaction.</summary>
    /// <exception cref="StoreConflictException">Another activation committed first; the turn starts again.</exception>
    public async Task Commit()
    {
        if (working is null || (!changed && notes.Count == 0)) return;
        if (IsRepeat)
        {
            await CountRepeat();
            return;
        }
        if (memory.Version >= TurnLimits.HistoryMax && await CountRows()) return;
        var payment = working with { CheckAt = NextCheck(working) };
        if (changed) payment = PaymentTraces.Remember(payment, Now);
        // A payment that was parked for breaking a rule is not checked: it stays parked until an operator resumes it.
        if (payment.ParkedBecause is null) Services.Features.Check(payment);
        if (payment.ErasedAt is not null) payment = Services.Features.Erase(payment);
        await Store(payment);
        working = payment;
        notes.Clear();
        changed = false;
        foreach (var (stored, before) in unlogged)
        {
            stored.Log(Services.Logger, before, Now);
            stored.Count(before, Services.Traffic);
        }
        unlogged.Clear();
        foreach (var work in afterCommit) work();
        afterCommit.Clear();
    }

    /// <summary>
    /// A check that is to come stays while the payment waits in the same state, whatever else happens to it: those who
    /// ask again and again would postpone it for ever, and one that comes when the last check is due would end it.
    /// </summary>
    private DateTimeOffset? NextCheck(PaymentDocument payment)
    {
        var features = Services.Features;
        var next = features.NextCheck(payment, Now, Services.Reconciliation);
        return payment.CheckAt is { } owed && found?.State == payment.State
            && features.NextCheck(payment, payment.BegunAt, Services.Reconciliation) is not null
            ? Schedule.Earlier(owed, next)
            : next;
    }

    private async Task Store(PaymentDocument payment)
    {
        var (document, seal) = Services.Vault.Seal(payment, memory.Seal, memory.Version + 1);
        var commit = CommitOf(payment, document, seal.IsNew ? seal.Wrapped : null);
        if (commit.Erases) seal = PaymentSeal.None;
        var (linked, timeline) = await Services.Link(commit, memory.Timeline);
        var version = await Services.Store.Commit(linked, CancellationToken.None);
        memory.Remember(payment, version, seal, timeline);
        Services.KeepVersion(payment, version, timeline, linked);
    }

    /// <summary>The callback came again: nothing was decided, refused or written.</summary>
    private bool IsRepeat => CountedAs is not null && !changed && Writes == PartnerWrites.None && found is not null
        && notes.TrueForAll(note => note.Kind is TimelineKind.Callback or TimelineKind.Call);

    private async Task CountRepeat()
    {
        var isCounted = !notes.Exists(note => note.Kind == TimelineKind.Callback);
        notes.Clear();
        if (isCounted) return;
        var what = $"{CountedAs!()}; {(couldNotRead ? "a partner could not be read" : "nothing changed")}";
        await Services.Store.CountRepeat(new(Key.ToString(), memory.Version, what, Now), CancellationToken.None);
        AdapterMetrics.CallbackRedelivered();
    }

    /// <summary>
    /// The history is long enough: what comes without end is counted, so that no caller makes the database grow.
    /// </summary>
    /// <returns>True when there is nothing left to commit.</returns>
    private async Task<bool> CountRows()
    {
        bool IsCounted(TimelineEntry note) => !changed || memory.Version >= TurnLimits.DecisionsMax
            || note.Kind is TimelineKind.Callback or TimelineKind.Call or TimelineKind.Refusal;
        foreach (var kind in notes.Where(IsCounted).Select(note => note.Kind).Distinct().ToList())
        {
            await Services.Store.CountRepeat(
                new(Key.ToString(), memory.Version, $"More than a history holds: {kind}", Now), CancellationToken.None);
        }
        notes.RemoveAll(IsCounted);
        return !changed;
    }

    /// <summary>Applies events and commits them.</summary>
    public Task Commit(params IEnumerable<PaymentEvent> events)
    {
        Raise(events);
        return Commit();
    }

    private PaymentCommit CommitOf(PaymentDocument payment, string document, string? dataKey) => new()
    {
        Key = Key.ToString(),
        Merchant = Key.Merchant,
        Channel = Key.Channel,
        OrderId = Key.OrderId,
        PaymentId = Key.PaymentId,
        QliroOrderId = payment.QliroOrderId?.ToString(),
        State = payment.State.Name(),
        ExpectedVersion = memory.Version,
        DueAt = payment.ParkedBecause is null ? Schedule.NextDue(payment) : Schedule.NextEvent(payment),
        ParkedReason = payment.ParkedReason(),
        OutboxEntries = payment.Work().Count(),
        Amount = payment.Amount,
        MerchantReference = payment.MerchantReference,
        Attention = Services.Features.Attention(payment, Now),
        OutboxSince = payment.Work().Min(entry => (DateTimeOffset?)entry.Since),
        HeldReason = payment.Hold?.ToString(),
        EventsSince = UndeliveredEvents.Since(payment),
        EventsGivenUp = UndeliveredEvents.GivenUp(payment),
        Method = PartnerText.Word(Facts.QliroOrder?.PaymentMethod?.PaymentMethodName),
        Ids = [.. SearchIds(payment)],
        Document = document,
        DataKey = dataKey,
        Erases = payment.ErasedAt is not null && memory.Document?.ErasedAt is null,
        Timeline = [.. notes],
        At = Now,
    };

    private IEnumerable<string> SearchIds(PaymentDocument payment)
        => Services.Features.SearchIds(payment, memory.Document).Concat(
            payment.ErasedAt is null ? Facts.SearchIds(Services.Adapter) : []);
}

/// <summary>The partners that were sent a write.</summary>
[Flags]
public enum PartnerWrites
{
    /// <summary>No partner was.</summary>
    None = 0,

    /// <summary>Norce was.</summary>
    Norce = 1,

    /// <summary>Qliro was.</summary>
    Qliro = 2,
}

/// <summary>Kinds of timeline rows.</summary>
public static class TimelineKind
{
    /// <summary>A partner or a shop called the adapter.</summary>
    public const string Callback = "callback";

    /// <summary>An event was decided.</summary>
    public const string Decision = "decision";

    /// <summary>The adapter called a partner.</summary>
    public const string Call = "call";

    /// <summary>Something that must not happen.</summary>
    public const string Problem = "problem";

    /// <summary>The adapter refused a request.</summary>
    public const string Refusal = "refusal";
}
