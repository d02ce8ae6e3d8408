using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Releases named goods of what is reserved: Qliro is told what stays reserved, one reservation at a time. When nothing
/// would stay, it is a cancel.
/// </summary>
public static class CancelItems
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, CancelOrderItems message)
        => RequestOperation.Run(turn, new(OperationType.CancelItems, message.Items, message.IdempotencyKey)
        {
            MessageId = message.MessageId,
        });
}
