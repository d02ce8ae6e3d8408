using System.Text.Json.Serialization;

namespace QliroAdapter.Outbox;

/// <summary>
/// An entry of the transactional outbox: work that a turn decided and stored together with its decision. An entry is a
/// step that brings a partner to a state, not a recorded request, so delivering it twice is harmless. The outbox holds
/// one entry for each kind and ordinal: one per operation, one per audit entry, and one, seldom two, of every other
/// kind.
/// </summary>
public sealed record OutboxEntry
{
    public required OutboxKind Kind { get; init; }

    /// <summary>
    /// Number of the operation, audit entry or event that it is about. 0 for other kinds, except that a recheck has 1
    /// (<see cref="OutboxKind.RemoveAtNorce"/>, <see cref="OutboxKind.RecheckNorce"/>), and so has
    /// <see cref="OutboxKind.CopyShippingAddress"/> where Norce has another person's.
    /// </summary>
    public int Ordinal { get; init; }

    /// <summary>It is not delivered before this time.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>
    /// The time at which it was first due. A failing entry is parked <c>Retry:GiveUpHours</c> later, not counting
    /// <see cref="HeldFor"/>.
    /// </summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Delivery attempts that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How long it was held back, because a partner's circuit was open or an operator held the payment; does not count
    /// towards giving up.
    /// </summary>
    public TimeSpan HeldFor { get; init; }

    /// <summary>Why the last attempt failed, or why it is parked.</summary>
    public string? Problem { get; init; }

    /// <summary>
    /// True for a dead letter: its retries have ended, or a repeat cannot succeed. It waits for an operator to resume
    /// it.
    /// </summary>
    public bool IsParked { get; init; }

    /// <summary>
    /// The trace context, in the W3C form, of the turn that enqueued it; absent when nobody listened to traces.
    /// </summary>
    public string? Trace { get; init; }

    /// <summary>For an audit entry: what Norce shall record.</summary>
    public AuditEntry? Audit { get; init; }

    /// <summary>True when its last delivery was not tried, because its partner's circuit was open.</summary>
    [JsonIgnore]
    public bool IsHeldBack
        => !IsParked && Problem?.StartsWith(EntryHeldBack.ProblemStart, StringComparison.Ordinal) == true;

    /// <summary>How many entries of a kind a payment has at most, so that its outbox is bounded.</summary>
    public static int PendingMax(OutboxKind kind)
        => kind == OutboxKind.RecordTransaction ? Outbox.Audit.PendingMax : 2;
}

/// <summary>
/// What the delivery of an entry does. Entries are delivered in this order. Four kinds are stored under names of
/// earlier versions, so that documents and nodes of those versions can be read.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutboxKind>))]
public enum OutboxKind
{
    /// <summary>Take a payment whose creation failed off the Norce order, with its hooks.</summary>
    ClearCreation,

    /// <summary>Take a removed payment, its shippings and hooks off the Norce order; reopen the order.</summary>
    RemoveAtNorce,

    /// <summary>Find out whether Qliro has a charge; if not, send it once more under its id.</summary>
    ChargeRecurring,

    /// <summary>Send an operation's next part to Qliro, or find out the outcome of the part that was sent.</summary>
    AdvanceOperation,

    /// <summary>Read Qliro's order and decide again.</summary>
    [JsonStringEnumMemberName("LookAtQliro")]
    ReconcileWithQliro,

    /// <summary>Close the window for adding goods, so that the order can complete.</summary>
    CloseUpsell,

    /// <summary>Find out whether a Qliro order that another replaced was bought all the same.</summary>
    CheckReplaced,

    /// <summary>Make Qliro's lines equal to what Norce has committed.</summary>
    ResyncLines,

    /// <summary>Put the Norce order back to checkout after a purchase that failed.</summary>
    ReopenOrder,

    /// <summary>Register our hooks at Norce where they are missing.</summary>
    RegisterHooks,

    /// <summary>Bring addresses, payment, actions and order state at Norce to the payment's state.</summary>
    [JsonStringEnumMemberName("SettleNorce")]
    SyncNorce,

    /// <summary>Copy the billing address from Qliro, when Norce refused it while the rest was written.</summary>
    CopyBillingAddress,

    /// <summary>Copy the shipping address, likewise.</summary>
    CopyShippingAddress,

    /// <summary>Copy the chosen delivery, likewise.</summary>
    CopyDelivery,

    /// <summary>Write the payment's actions, likewise.</summary>
    WriteActions,

    /// <summary>Write what later charges need to the Norce payment.</summary>
    WriteRecurring,

    /// <summary>Recheck Norce after a write without an answer, which may have arrived after a later one.</summary>
    [JsonStringEnumMemberName("LookAtNorce")]
    RecheckNorce,

    /// <summary>Write to a shipping at Norce what its provider reported.</summary>
    TellShipping,

    /// <summary>Add an entry to the payment's transactions at Norce.</summary>
    RecordTransaction,

    /// <summary>Give Qliro the shop's order number.</summary>
    GiveOrderNumber,

    /// <summary>
    /// Compare Norce, the adapter and Qliro; enqueue the safe repairs, and park what a person must decide.
    /// </summary>
    [JsonStringEnumMemberName("CompareSides")]
    Reconcile,

    /// <summary>
    /// Tell the shop's endpoint of an event. Last, and never parked, for no work on the payment waits for it.
    /// </summary>
    SendEvent,
}

/// <summary>An entry for Norce's audit trail of the payment; free of secrets and personal data.</summary>
public sealed record AuditEntry
{
    /// <summary>Norce's event: open, process, confirm, reopen, cancel, capture, refund.</summary>
    public required string Event { get; init; }

    /// <summary>
    /// What happened at Qliro, with its ids. Tells equal events apart, so that a repeat is recognised.
    /// </summary>
    public required string PspEvent { get; init; }

    /// <summary>The amount of the payment or of the operation.</summary>
    public required decimal Amount { get; init; }

    public bool IsSuccess { get; init; } = true;

    /// <summary>Qliro's status word.</summary>
    public string? PspStatus { get; init; }

    public string? ErrorDetail { get; init; }

    /// <summary>
    /// Ordinal of the operation that it is about, whose requests and answers are recorded with it; absent otherwise.
    /// </summary>
    public int? Operation { get; init; }
}
