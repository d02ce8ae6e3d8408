namespace QliroAdapter.Client;

/// <summary>A refusal. Published as <c>Error</c>.</summary>
public sealed record AdapterError
{
    /// <summary>
    /// One of the published codes, such as <c>order-not-found</c>, <c>payment-conflict</c>, <c>qliro-error</c>; take
    /// one you do not know by its status.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>What happened, with the ids in it; for people and logs.</summary>
    public required string Message { get; init; }

    /// <summary>Qliro's own words; absent unless Qliro was the one to refuse.</summary>
    public QliroError? QliroError { get; init; }
}

/// <summary>Qliro's refusal. Published under this name; every member may be absent.</summary>
public sealed record QliroError
{
    /// <summary>Such as <c>INVALID_ITEM</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>In words.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What Qliro's support finds it by.</summary>
    public string? ErrorReference { get; init; }
}

/// <summary>
/// What is wrong with a request in itself: a name, an id, unreadable JSON. Problem details (RFC 9457).
/// </summary>
public sealed record AdapterProblem
{
    /// <summary>A URI of the kind of problem; absent means <c>about:blank</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public string? Title { get; init; }

    /// <summary>The answer's HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>This problem in words.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with each parameter, by its name; absent when it is not about parameters.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}

/// <summary>
/// A no to Qliro's question. Of validate published as <c>QliroCheckoutValidationErrorResponse</c>.
/// </summary>
public sealed record QliroDecline
{
    /// <summary>One of Qliro's list, such as <c>OutOfStock</c> or <c>Other</c>.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>
    /// What the shopper reads, at most 150 characters in the order's language; absent for shipping methods.
    /// </summary>
    public string? DeclineReasonMessage { get; init; }
}
