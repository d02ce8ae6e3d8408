namespace QliroAdapter.Partners;

/// <summary>The result of sending a call once: a value or a failure.</summary>
/// <param name="Value">The content that was read from the answer.</param>
/// <param name="Failure">Why there is no value.</param>
internal sealed record Attempt(object? Value, PartnerFailure? Failure)
{
    /// <summary>HTTP status; absent when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>True when a read may be sent again at once.</summary>
    public bool MayRepeat { get; init; }

    /// <inheritdoc cref="NotSentException.IsToldAlready"/>
    public bool IsToldAlready { get; init; }
}
