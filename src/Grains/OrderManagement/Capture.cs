using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>Takes reserved money; Qliro calls it marking items as shipped.</summary>
public static class Capture
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, CaptureOrder message)
        => RequestOperation.Run(turn, new(OperationType.Capture, message.Items, message.IdempotencyKey)
        {
            MessageId = message.MessageId,
        });
}
