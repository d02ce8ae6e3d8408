using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro: may this purchase go through? Sent each time the shopper presses buy; repeats are judged anew.
/// Always answered: a refusal is a decline. After acceptance the Norce order is in <c>processing</c>.
/// </summary>
public sealed record ValidateOrder
{
    /// <summary>The order as Qliro sends it: totals and addresses may be missing.</summary>
    public required QliroOrder Order { get; init; }

    /// <summary>
    /// An approval later than this would not reach Qliro: it becomes a decline. Absent: no such limit.
    /// </summary>
    public DateTimeOffset? AnswerBy { get; init; }
}

/// <summary>The answer to <see cref="ValidateOrder"/>.</summary>
public sealed record ValidationAnswer
{
    /// <summary>One of Qliro's decline reasons; absent when approved.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>
    /// What the shopper reads, in the order's language, at most 150 characters; absent when approved.
    /// </summary>
    public string? DeclineReasonMessage { get; init; }

    /// <summary>True when Qliro may go on.</summary>
    public bool IsApproved => DeclineReason is null;
}

/// <summary>
/// Qliro: the checkout order changed. Repeats, arrives late or out of order, and may say more than is true:
/// the order is read back and only that counts. Accepted once stored. Refusal: payment-not-found.
/// </summary>
public sealed record ReceivePush
{
    /// <summary>The body; absent when it could not be read.</summary>
    public QliroPush? Push { get; init; }
}

/// <summary>Qliro: outcome of a payment transaction. Same rules as <see cref="ReceivePush"/>.</summary>
public sealed record ReceiveStatus
{
    /// <summary>The body; absent when it could not be read.</summary>
    public QliroStatusPush? Status { get; init; }
}
