namespace QliroAdapter.OrderManagement;

/// <inheritdoc cref="OperationType"/>
public static class OperationTypes
{
    extension(OperationType type)
    {
        /// <summary>As callers and Norce read it: <c>capture</c>, <c>cancel</c> or <c>refund</c>.</summary>
        public string Word() => type switch
        {
            OperationType.Capture => "capture",
            OperationType.Cancel or OperationType.CancelItems => "cancel",
            _ => "refund",
        };

        /// <summary>True for both kinds of refund; they act on captures, all others on reservations.</summary>
        public bool IsRefund => type is OperationType.Refund or OperationType.RefundAmount;
    }
}
