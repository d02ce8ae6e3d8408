using System.Security.Authentication;

namespace QliroAdapter.Partners;

/// <summary>
/// The one table of outcomes: which of the three failures a status or a network error is, by what the call does.
/// <code>
///                                        reads        replaces     creates
/// never sent, no connection              unavailable  unavailable  unavailable
/// 408, 429, 503                          unavailable  unavailable  unknown
/// 401, and 3xx                           rejected     rejected     rejected
/// other 4xx with the partner's error     rejected     rejected     rejected
/// other 4xx without it (a proxy speaks)  unavailable  unavailable  unknown
/// other 5xx, no or no usable answer      unavailable  unknown      unknown
/// </code>
/// A call that creates may have been carried out although something between us and the partner says otherwise, so it is
/// looked for before it is repeated. 401 has no body at Qliro, and a 404 none where
/// <see cref="CallTarget.TakesBareNotFound"/>.
/// </summary>
internal static class PartnerFailures
{
    /// <summary>The failure for an HTTP status.</summary>
    public static PartnerFailure Of(CallTarget target, int status, byte[] body)
    {
        var error = PartnerErrorBody.Read(body, target.ErrorMembers);
        return new(
            KindOf(target, status, error.IsOwn), status, error.Code, error.Message ?? NoReason(target, status),
            error.Reference)
        {
            IsForeign = !error.IsOwn,
        };
    }

    private static PartnerFailureKind KindOf(CallTarget target, int status, bool isOwn) => status switch
    {
        408 or 429 or 503 => MayBeDone(target),
        401 or < 400 => PartnerFailureKind.Rejected,
        404 when target.TakesBareNotFound => PartnerFailureKind.Rejected,
        < 500 => isOwn ? PartnerFailureKind.Rejected : MayBeDone(target),
        _ => NoAnswer(target),
    };

    private static string NoReason(CallTarget target, int status) => status is >= 300 and < 400
        ? $"{target.Operation} was answered with a redirect ({status}), which is never followed."
        : $"{target.Operation} was answered with {status} and no reason.";

    /// <summary>The failure for a network error.</summary>
    public static PartnerFailure Of(CallTarget target, HttpRequestException problem)
    {
        return new(
            WireProblems.NeverLeft(problem) ? PartnerFailureKind.Unavailable : NoAnswer(target),
            Status: null,
            Code: null,
            $"{target.Operation} met a network problem: {problem.HttpRequestError}.{Reason(problem)}");
    }

    /// <summary>What an operator can do something about.</summary>
    private static string Reason(HttpRequestException problem) => problem.InnerException switch
    {
        PrivateAddressException refused => $" {refused.Message}.",
        AuthenticationException { Message: { Length: > 0 } told } =>
            $" The host's certificate is not accepted here ({PartnerText.Reason(told).TrimEnd('.')}): see that it is "
            + "for this host and has not ended, that its chain is whole, and that this machine's clock is right.",
        _ => "",
    };

    /// <summary>The time limit passed, or the caller gave up, after the call was sent.</summary>
    public static PartnerFailure GaveUp(CallTarget target)
        => new(NoAnswer(target), Status: null, Code: null, $"{target.Operation} was not answered in time.")
        {
            WasGivenUp = true,
        };

    /// <summary>No connection was made in time.</summary>
    public static PartnerFailure NotConnected(CallTarget target)
        => new(PartnerFailureKind.Unavailable, null, null, $"{target.Operation} was not sent: no connection.");

    /// <summary>The time was up before the call was sent.</summary>
    public static PartnerFailure NeverSent(CallTarget target)
        => new(PartnerFailureKind.Unavailable, null, null, $"{target.Operation} was not sent: no time was left.");

    /// <summary>The call cannot be sent as it is.</summary>
    public static PartnerFailure Malformed(CallTarget target) => new(PartnerFailureKind.Rejected, null, null,
        $"{target.Operation} was not sent: a merchant, channel or token holds other than plain characters.");

    /// <summary>The circuit to the partner is open, so the call was not sent.</summary>
    public static PartnerFailure HeldBack(CallTarget target, string partner)
        => new(PartnerFailureKind.Unavailable, null, null,
            $"{target.Operation} was not sent: the circuit to {partner} is open.");

    /// <summary>An answer came, but its body could not be read.</summary>
    public static PartnerFailure Unreadable(CallTarget target, int? status) => new(
        NoAnswer(target), status, null, $"{target.Operation} answered {status} with a body that could not be read.");

    /// <summary>It was turned away, and only what creates must not be taken for not done.</summary>
    private static PartnerFailureKind MayBeDone(CallTarget target) => target.Effect == CallEffect.Creates
        ? PartnerFailureKind.Unknown
        : PartnerFailureKind.Unavailable;

    private static PartnerFailureKind NoAnswer(CallTarget target)
        => target.IsRead ? PartnerFailureKind.Unavailable : PartnerFailureKind.Unknown;
}
