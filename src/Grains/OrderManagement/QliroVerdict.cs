using QliroAdapter.Partners;

namespace QliroAdapter.OrderManagement;

/// <summary>What a refusal of Qliro's means for an operation. The codes are those of the published table, which is incomplete.</summary>
public enum QliroVerdict
{
    /// <summary>It will never be accepted as it is.</summary>
    Refused,

    /// <summary>Not now: something else of the order is in process, or the payment is on hold.</summary>
    Busy,

    /// <summary>What is asked for is already so.</summary>
    DoneBefore,
}

/// <inheritdoc cref="QliroVerdict"/>
public static class QliroVerdicts
{
    extension(QliroVerdict)
    {
        /// <summary>By code, and where the code alone says too little, by the text that is published with it.</summary>
        public static QliroVerdict Of(OperationType type, PartnerFailure failure) => failure.Code switch
        {
            "PAYMENT_ONHOLD" => QliroVerdict.Busy,
            "OPERATION_NOT_SUPPORTED" when failure.Message.Contains(
                "Another transaction is already in process", StringComparison.OrdinalIgnoreCase) => QliroVerdict.Busy,
            "NO_ITEMS_LEFT_IN_RESERVATION" when type != OperationType.Refund => QliroVerdict.DoneBefore,
            "NO_ITEMS_TO_CANCEL" or "ORDER_HAS_BEEN_CANCELLED" when type == OperationType.Cancel => QliroVerdict.DoneBefore,
            _ => QliroVerdict.Refused,
        };
    }
}
