using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>Takes reserved money: Qliro's word for it is marking items as shipped.</summary>
public static class Capture
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, CaptureOrder message)
        => RequestOperation.Run(turn, new(OperationType.Capture, message.Items, message.IdempotencyKey)
        {
            MessageId = message.MessageId,
        });
}
