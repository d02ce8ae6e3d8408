namespace QliroAdapter.Partners;

/// <summary>A message handler did not let a call leave. Never reaches a caller of our clients.</summary>
internal sealed class NotSentException(PartnerFailure failure) : Exception(failure.Message)
{
    /// <summary>What the call is answered.</summary>
    public PartnerFailure Failure { get; } = failure;

    /// <summary>Another call failed in its place, and that one was counted and logged.</summary>
    public bool IsToldAlready { get; init; }
}
