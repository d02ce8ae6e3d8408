using QliroAdapter.Partners;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// The meaning of a failed call to Qliro for an operation. The codes are those of the published table, which is
/// incomplete.
/// </summary>
public enum QliroVerdict
{
    /// <summary>The request will never be accepted.</summary>
    Refused,

    /// <summary>Not now: another operation of the order is in process, or the payment is on hold.</summary>
    Busy,

    /// <summary>What was requested has been done before.</summary>
    DoneBefore,

    /// <summary>The request was never sent, or was refused without being read.</summary>
    NotReached,

    /// <summary>The request may have been carried out; Qliro's admin order must be read.</summary>
    Unknown,
}

/// <inheritdoc cref="QliroVerdict"/>
public static class QliroVerdicts
{
    extension(QliroVerdict)
    {
        /// <summary>
        /// Decided in order. Unknown: by the table of outcomes (<see cref="PartnerFailures"/>), or because a refused
        /// RequestId means that it arrived earlier. Not reached: never sent, a redirect, or a signature that was not
        /// accepted. Then by code, and where the code alone does not decide, by the text that is published with it.
        /// </summary>
        public static QliroVerdict Of(OperationType type, PartnerFailure failure) => failure switch
        {
            { Kind: PartnerFailureKind.Unknown } => QliroVerdict.Unknown,
            _ when QliroVerdict.IsRepeatRefused(failure) => QliroVerdict.Unknown,
            { Kind: PartnerFailureKind.Unavailable } or { Status: 401 or 403 or (>= 300 and < 400) }
                => QliroVerdict.NotReached,
            { Code: "PAYMENT_ONHOLD" } => QliroVerdict.Busy,
            { Code: "OPERATION_NOT_SUPPORTED" } when Says(failure, "Another transaction is already in process")
                => QliroVerdict.Busy,
            { Code: "NO_ITEMS_LEFT_IN_RESERVATION" } when type is OperationType.Capture or OperationType.Cancel
                => QliroVerdict.DoneBefore,
            { Code: "NO_ITEMS_TO_CANCEL" or "ORDER_HAS_BEEN_CANCELLED" } when type == OperationType.Cancel
                => QliroVerdict.DoneBefore,
            _ => QliroVerdict.Refused,
        };

        /// <summary>
        /// True when Qliro had a request with this RequestId before. It gives this answer to each repeat, whatever the
        /// outcome of the first.
        /// </summary>
        public static bool IsRepeatRefused(PartnerFailure failure)
            => failure is { Kind: PartnerFailureKind.Rejected, Code: "INVALID_REQUEST" } && Says(failure, "RequestId");
    }

    private static bool Says(PartnerFailure failure, string words)
        => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
