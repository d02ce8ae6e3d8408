namespace QliroAdapter.Ops;

/// <summary>An operator opens a payment's outbox. Calls nobody and changes nothing.</summary>
public sealed record ShowOutbox;

/// <summary>
/// An operator compares what Norce, the adapter and Qliro say of a payment. Reads both partners and changes nothing.
/// A partner that cannot be read is named in the answer, with what the other says. The only refusal is
/// payment-not-found (not stored, or still being created).
/// </summary>
public sealed record ComparePayment;

/// <summary>
/// An operator reconciles a payment: each discrepancy that <see cref="ComparePayment"/> names is repaired, or parked
/// with its reason. Repeats are harmless. Refusals in order: payment-not-found, then whatever the reads of the partners
/// were refused with.
/// </summary>
public sealed record RepairPayment
{
    /// <summary>The operator's name, for the timeline; absent when a node of an older version sent it.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the operator's words; absent when a node of an older version sent it.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// An operator has every outbox entry that is not parked delivered at once. Repeats are harmless. Refusals in order:
/// payment-not-found; order-error when nothing is sent, because the partners' circuits are open. What could not be
/// delivered stays in the outbox.
/// </summary>
public sealed record RetryOutbox
{
    /// <summary>The operator's name, for the timeline; absent when a node of an older version sent it.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the operator's words; absent when a node of an older version sent it.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// An operator has removed the cause for which entries were parked. They are delivered at once, with their full time
/// for retries. Afterwards the payment is compared, and parked again when a discrepancy is left. The only refusal is
/// payment-not-found.
/// </summary>
public sealed record ResumeParked
{
    /// <summary>The operator's name, for the timeline; absent when a node of an older version sent it.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the operator's words; absent when a node of an older version sent it.</summary>
    public string? Reason { get; init; }
}
