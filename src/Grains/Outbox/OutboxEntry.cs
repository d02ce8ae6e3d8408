using System.Text.Json.Serialization;
using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Outbox;

/// <summary>
/// An entry of the transactional outbox: work a turn decided and committed before any of it left the process. Each kind
/// is a step that brings a partner to a state rather than an order to change it, so doing one twice is harmless. One
/// payment has each kind in its outbox at most once (operations: once each), so the list is bounded by the kinds.
/// </summary>
public sealed record OutboxEntry
{
    public required OutboxKind Kind { get; init; }

    /// <summary>Which operation or audit entry; 0 for kinds of which there is only one.</summary>
    public int Ordinal { get; init; }

    /// <summary>Not to be tried before.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was enqueued; retries end <c>Retry:GiveUpHours</c> later.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How long of that it was held back because a partner's circuit was open; this does not count towards giving up.
    /// </summary>
    public TimeSpan HeldFor { get; init; }

    /// <summary>Why the last try failed.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// A dead letter: true when retries ended or make no sense. An operator looks at it and resumes it.
    /// </summary>
    public bool IsParked { get; init; }

    /// <summary>For an audit entry: what Norce is to record.</summary>
    public AuditEntry? Audit { get; init; }
}

/// <summary>
/// What an entry brings about. Delivered in this order. Four are stored under names of earlier versions, for documents
/// and nodes of those.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutboxKind>))]
public enum OutboxKind
{
    /// <summary>Take a payment whose creation failed off the Norce order, with its hooks.</summary>
    ClearCreation,

    /// <summary>Take a removed payment, its shippings and hooks off the Norce order; reopen the order.</summary>
    RemoveAtNorce,

    /// <summary>Find out whether Qliro has a charge, and send it once more under its id if not.</summary>
    ChargeRecurring,

    /// <summary>Send an operation's next part to Qliro, or find out what became of it.</summary>
    AdvanceOperation,

    /// <summary>Read Qliro's order and decide again.</summary>
    [JsonStringEnumMemberName("LookAtQliro")]
    ReconcileWithQliro,

    /// <summary>End the time to add goods, so that the order can complete.</summary>
    CloseUpsell,

    /// <summary>Find out whether a Qliro order that another replaced was bought all the same.</summary>
    CheckReplaced,

    /// <summary>Make Qliro's lines equal to what Norce has committed.</summary>
    ResyncLines,

    /// <summary>Put the Norce order back to checkout after a purchase that came to nothing.</summary>
    ReopenOrder,

    /// <summary>Register our hooks at Norce where they are missing.</summary>
    RegisterHooks,

    /// <summary>Bring addresses, payment, actions and order state at Norce to what is true here.</summary>
    [JsonStringEnumMemberName("SettleNorce")]
    SyncNorce,

    /// <summary>Put what later charges need on the Norce payment.</summary>
    WriteRecurring,

    /// <summary>A write that was not answered may have reached Norce over a later one: bring it back.</summary>
    [JsonStringEnumMemberName("LookAtNorce")]
    RecheckNorce,

    /// <summary>Bring a shipping at Norce to what its provider told.</summary>
    TellShipping,

    /// <summary>Add an entry to the payment's transactions at Norce.</summary>
    RecordTransaction,

    /// <summary>Compare Norce, the adapter and Qliro; enqueue the repair of what is safe, park the rest.</summary>
    [JsonStringEnumMemberName("CompareSides")]
    Reconcile,
}

/// <summary>An entry for Norce's audit trail of the payment; free of secrets and personal data.</summary>
public sealed record AuditEntry
{
    /// <summary>Norce's event: open, process, confirm, reopen, cancel, capture, refund.</summary>
    public required string Event { get; init; }

    /// <summary>
    /// Tells equal events apart, so that a repeat is recognised: what happened at Qliro, with its ids.
    /// </summary>
    public required string PspEvent { get; init; }

    /// <summary>What it is about: the payment's amount, or an operation's.</summary>
    public required decimal Amount { get; init; }

    public bool IsSuccess { get; init; } = true;

    /// <summary>Qliro's status word.</summary>
    public string? PspStatus { get; init; }

    public string? ErrorDetail { get; init; }

    /// <summary>Ordinal of the operation it is about, whose requests and answers go along; else absent.</summary>
    public int? Operation { get; init; }
}
