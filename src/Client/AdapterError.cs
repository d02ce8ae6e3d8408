namespace QliroAdapter.Client;

/// <summary>A refusal. Published as <c>Error</c>.</summary>
public sealed record AdapterError
{
    /// <summary>
    /// One of the published codes, such as <c>order-not-found</c>, <c>payment-conflict</c>, <c>qliro-error</c>. For an
    /// unknown code, decide by the status.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>What happened, with the ids in it; for people and logs.</summary>
    public required string Message { get; init; }

    /// <summary>Qliro's own error; absent unless Qliro refused.</summary>
    public QliroError? QliroError { get; init; }
}

/// <summary>Qliro's refusal. Published under this name; every member may be absent.</summary>
public sealed record QliroError
{
    /// <summary>Such as <c>INVALID_ITEM</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Qliro's text for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The reference by which Qliro's support finds the error.</summary>
    public string? ErrorReference { get; init; }
}

/// <summary>
/// Problem details (RFC 9457): what is wrong with the request itself, such as a name, an id or unreadable JSON.
/// </summary>
public sealed record AdapterProblem
{
    /// <summary>A URI of the kind of problem; absent means <c>about:blank</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public string? Title { get; init; }

    /// <summary>The answer's HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What is wrong in this case, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// What is wrong with each parameter, by its name; absent when the problem is not about parameters.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}

/// <summary>
/// A negative answer to Qliro's question. For validate it is published as <c>QliroCheckoutValidationErrorResponse</c>.
/// </summary>
public sealed record QliroDecline
{
    /// <summary>One of Qliro's reasons, such as <c>OutOfStock</c> or <c>Other</c>.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>
    /// The text that the shopper reads, at most 150 characters in the order's language; absent for shipping methods.
    /// </summary>
    public string? DeclineReasonMessage { get; init; }
}
