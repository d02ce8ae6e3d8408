using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>Releases what is reserved and not captured.</summary>
public static class Cancel
{
    public static Task<Outcome<CheckoutSnippet>> Run(Turn turn, CancelOrder message)
        => RequestOperation.Run(turn, new(OperationType.Cancel, [], message.IdempotencyKey)
        {
            MessageId = message.MessageId,
        });
}
