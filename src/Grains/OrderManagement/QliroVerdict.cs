using QliroAdapter.Partners;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// What a failed call to Qliro means for an operation. The codes are those of the published table, which is incomplete.
/// </summary>
public enum QliroVerdict
{
    /// <summary>It will never be accepted as it is.</summary>
    Refused,

    /// <summary>Not now: something else of the order is in process, or the payment is on hold.</summary>
    Busy,

    /// <summary>What is asked for is already so.</summary>
    DoneBefore,

    /// <summary>Nobody looked at it: it never left, or was refused unread.</summary>
    NotReached,

    /// <summary>It may have been carried out: Qliro's admin order must tell.</summary>
    Unknown,
}

/// <inheritdoc cref="QliroVerdict"/>
public static class QliroVerdicts
{
    extension(QliroVerdict)
    {
        /// <summary>
        /// In order: no usable answer, or one that does not say that nothing happened (an overloaded gateway, 429 or
        /// 503, may have passed it on; a refused RequestId means that it arrived before): unknown. Never left, a
        /// redirect, or a signature not accepted: not reached. Then by code, and where the code alone says too little,
        /// by the text that is published with it.
        /// </summary>
        public static QliroVerdict Of(OperationType type, PartnerFailure failure) => failure switch
        {
            { Kind: PartnerFailureKind.Unknown } or { Kind: PartnerFailureKind.Unavailable, Status: not null }
                => QliroVerdict.Unknown,
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
        /// Qliro has had a request with this RequestId; it answers each but the first like this, whatever came of that.
        /// </summary>
        public static bool IsRepeatRefused(PartnerFailure failure)
            => failure is { Kind: PartnerFailureKind.Rejected, Code: "INVALID_REQUEST" } && Says(failure, "RequestId");
    }

    private static bool Says(PartnerFailure failure, string words)
        => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
