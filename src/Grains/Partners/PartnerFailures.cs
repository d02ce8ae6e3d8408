namespace QliroAdapter.Partners;

/// <summary>
/// Classifies a status or a network error as one of the three failures. In order: 408, 429, 503 and whatever kept the
/// call from being sent are unavailable; other statuses below 500 are rejected; everything else is unknown for writes,
/// and unavailable for reads, because a read is always safe to repeat.
/// </summary>
internal static class PartnerFailures
{
    /// <summary>The failure for an HTTP status.</summary>
    public static PartnerFailure Of(CallTarget target, int status, byte[] body)
    {
        var error = PartnerErrorBody.Read(body);
        var kind = status switch
        {
            408 or 429 or 503 => PartnerFailureKind.Unavailable,
            < 500 => PartnerFailureKind.Rejected,
            _ => NoAnswer(target),
        };
        var message = error.Message ?? (status is >= 300 and < 400
            ? $"{target.Operation} was answered with a redirect ({status}), which is never followed."
            : $"{target.Operation} was answered with {status} and no reason.");
        return new(kind, status, error.Code, message, error.Reference);
    }

    /// <summary>The failure for a network error.</summary>
    public static PartnerFailure Of(CallTarget target, HttpRequestException problem)
    {
        var neverLeft = problem.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
            or HttpRequestError.VersionNegotiationError;
        return new(
            neverLeft ? PartnerFailureKind.Unavailable : NoAnswer(target),
            Status: null,
            Code: null,
            $"{target.Operation} met a network problem: {problem.HttpRequestError}.");
    }

    /// <summary>The time limit passed, or the caller gave up, after the call was sent.</summary>
    public static PartnerFailure GaveUp(CallTarget target)
        => new(NoAnswer(target), Status: null, Code: null, $"{target.Operation} was not answered in time.");

    /// <summary>No connection was made in time.</summary>
    public static PartnerFailure NotConnected(CallTarget target)
        => new(PartnerFailureKind.Unavailable, null, null, $"{target.Operation} was not sent: no connection.");

    /// <summary>The time was up before the call was sent.</summary>
    public static PartnerFailure NeverSent(CallTarget target)
        => new(PartnerFailureKind.Unavailable, null, null, $"{target.Operation} was not sent: no time was left.");

    /// <summary>The circuit to the partner is open, so the call was not sent.</summary>
    public static PartnerFailure HeldBack(CallTarget target, string partner)
        => new(PartnerFailureKind.Unavailable, null, null,
            $"{target.Operation} was not sent: the circuit to {partner} is open.");

    /// <summary>An answer came, but its body could not be read.</summary>
    public static PartnerFailure Unreadable(CallTarget target, int? status) => new(
        NoAnswer(target), status, null, $"{target.Operation} answered {status} with a body that could not be read.");

    private static PartnerFailureKind NoAnswer(CallTarget target)
        => target.IsRead ? PartnerFailureKind.Unavailable : PartnerFailureKind.Unknown;
}
