namespace QliroAdapter.Partners;

/// <summary>
/// A message handler did not send a call. Caught inside the clients, so no caller of a client sees it.
/// </summary>
internal sealed class NotSentException(PartnerFailure failure) : Exception(failure.Message)
{
    /// <summary>The failure that the caller of the client gets.</summary>
    public PartnerFailure Failure { get; } = failure;

    /// <summary>True when the failure was already counted and logged for another call.</summary>
    public bool IsToldAlready { get; init; }
}
