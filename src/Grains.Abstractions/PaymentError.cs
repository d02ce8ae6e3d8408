namespace QliroAdapter;

/// <summary>
/// A refusal as the outside sees it. Made by the named factories of <c>Refusal</c>; the HTTP status follows from
/// <see cref="Code"/> alone (one table in the web front).
/// </summary>
public sealed record PaymentError
{
    /// <summary>One of <see cref="ErrorCodes"/>: kebab-case, published.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence with the ids in it, for the shop's operator. Holds no personal data.</summary>
    public required string Message { get; init; }

    /// <summary>Qliro's own error, when Qliro refused.</summary>
    public QliroError? QliroError { get; init; }

    /// <summary>
    /// True when the caller gets 409 whatever status the route declares for the code: a hook that got no turn, an
    /// idempotency key that was used for another body. Not part of the published error.
    /// </summary>
    public bool IsConflict { get; init; }
}

/// <summary>Qliro's error as published in the adapter's API.</summary>
public sealed record QliroError
{
    /// <summary>Qliro's code, e.g. <c>INVALID_INPUT</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Qliro's text, whichever of its two spellings it used.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The reference that Qliro's support asks for.</summary>
    public string? ErrorReference { get; init; }
}
