namespace QliroAdapter.Partners;

/// <summary>What came of sending a call once: a value or a failure.</summary>
/// <param name="Value">What was read out of the answer.</param>
/// <param name="Failure">Why there is no value.</param>
internal sealed record Attempt(object? Value, PartnerFailure? Failure)
{
    /// <summary>HTTP status; absent when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>A read may be sent again at once.</summary>
    public bool MayRepeat { get; init; }

    /// <inheritdoc cref="NotSentException.IsToldAlready"/>
    public bool IsToldAlready { get; init; }
}
