using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>Gives captured money back; Qliro calls it returning items, one capture at a time, oldest first.</summary>
public static class Refund
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, RefundOrder message)
        => RequestOperation.Run(turn, new(OperationType.Refund, message.Items, message.IdempotencyKey)
        {
            Fees = message.Fees,
            MessageId = message.MessageId,
        });
}
