namespace QliroAdapter.Partners;

/// <summary>
/// Which failure a status or a network error is. In order: 408, 429, 503 and whatever kept the call from leaving are
/// unavailable; 3xx and 4xx are rejected; everything else is unknown for writes, and unavailable for reads, since a
/// read is always safe to repeat.
/// </summary>
internal static class PartnerFailures
{
    /// <summary>An HTTP status that is a failure.</summary>
    public static PartnerFailure Of(PartnerRequest request, PartnerReply reply)
    {
        var error = PartnerErrorBody.Read(reply.Body);
        var kind = reply.Status switch
        {
            408 or 429 or 503 => PartnerFailureKind.Unavailable,
            < 500 => PartnerFailureKind.Rejected,
            _ => NoAnswer(request),
        };
        var message = error.Message ?? (reply.Status is >= 300 and < 400
            ? $"{request.Operation} was answered with a redirect ({reply.Status}), which is never followed."
            : $"{request.Operation} was answered with {reply.Status} and no reason.");
        return new(kind, reply.Status, error.Code, message, error.Reference);
    }

    /// <summary>A network error.</summary>
    public static PartnerFailure Of(PartnerRequest request, HttpRequestException problem)
    {
        var neverLeft = problem.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError
            or HttpRequestError.VersionNegotiationError;
        return new(
            neverLeft ? PartnerFailureKind.Unavailable : NoAnswer(request),
            Status: null,
            Code: null,
            $"{request.Operation} met a network problem: {problem.HttpRequestError}.");
    }

    /// <summary>The time limit passed, or the caller withdrew, while the call was out.</summary>
    public static PartnerFailure GaveUp(PartnerRequest request)
        => new(NoAnswer(request), Status: null, Code: null, $"{request.Operation} was not answered in time.");

    /// <summary>No connection came about in time.</summary>
    public static PartnerFailure NotConnected(PartnerRequest request)
        => new(PartnerFailureKind.Unavailable, null, null, $"{request.Operation} was not sent: no connection.");

    /// <summary>The time was up before the call left.</summary>
    public static PartnerFailure NeverSent(PartnerRequest request)
        => new(PartnerFailureKind.Unavailable, null, null, $"{request.Operation} was not sent: no time was left.");

    /// <summary>The partner is away, so the call was not sent.</summary>
    public static PartnerFailure HeldBack(PartnerRequest request, string partner)
        => new(PartnerFailureKind.Unavailable, null, null, $"{request.Operation} was not sent: {partner} is away.");

    private static PartnerFailureKind NoAnswer(PartnerRequest request)
        => request.IsRead ? PartnerFailureKind.Unavailable : PartnerFailureKind.Unknown;
}
