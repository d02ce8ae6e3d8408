using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Gives a sum back without goods: a discount added to what was invoiced, one capture at a time, oldest first.
/// </summary>
public static class RefundAmount
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, RefundOrderAmount message)
        => RequestOperation.Run(turn, new(OperationType.RefundAmount, [], message.IdempotencyKey)
        {
            Amount = message.Amount, Reason = message.Reason, MessageId = message.MessageId,
        });
}
