using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro asks whether a purchase may go through, each time the shopper presses buy; every repeat is decided anew. It is
/// always answered: a refusal is sent as a decline. After acceptance the Norce order is in <c>processing</c>.
/// </summary>
public sealed record ValidateOrder
{
    /// <summary>The order as Qliro sent it: totals and addresses may be missing.</summary>
    public required QliroOrder Order { get; init; }

    /// <summary>
    /// The latest time at which an approval still reaches Qliro; after it the answer is a decline. Absent: no limit.
    /// </summary>
    public DateTimeOffset? AnswerBy { get; init; }
}

/// <summary>The answer to <see cref="ValidateOrder"/>.</summary>
public sealed record ValidationAnswer
{
    /// <summary>One of Qliro's decline reasons; absent when approved.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>
    /// The text that the shopper reads, in the order's language, at most 150 characters; absent when approved.
    /// </summary>
    public string? DeclineReasonMessage { get; init; }

    /// <summary>True when it could not be decided: the adapter or a partner failed, not the shopper.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>True when the purchase may go through.</summary>
    public bool IsApproved => DeclineReason is null;
}

/// <summary>
/// Qliro reports that the checkout order changed. The message may repeat, come late or out of order, or be wrong, so
/// the order is read back and only what was read counts. It is accepted once it is stored. Refusal: payment-not-found.
/// </summary>
public sealed record ReceivePush
{
    /// <summary>The body; absent when it could not be read.</summary>
    public QliroPush? Push { get; init; }

    /// <summary>Who hands it over again; absent when Qliro sent it. An older node treats it as Qliro's.</summary>
    public ReplayedBy? Replayed { get; init; }
}

/// <summary>Qliro reports the outcome of a payment transaction. Same rules as <see cref="ReceivePush"/>.</summary>
public sealed record ReceiveStatus
{
    /// <summary>The body; absent when it could not be read.</summary>
    public QliroStatusPush? Status { get; init; }

    /// <inheritdoc cref="ReceivePush.Replayed"/>
    public ReplayedBy? Replayed { get; init; }
}

/// <summary>The operator who hands a kept callback over again, for the timeline.</summary>
public sealed record ReplayedBy
{
    /// <summary>The operator's name.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the operator's words; what looks like personal data is masked.</summary>
    public required string Reason { get; init; }
}
