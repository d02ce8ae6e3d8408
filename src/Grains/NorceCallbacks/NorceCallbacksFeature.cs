using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.NorceCallbacks;

/// <summary>What Norce asks before it changes an order.</summary>
internal static class NorceCallbacksFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Handlers =
        [
            new(OutboxKind.ResyncLines, "make Qliro's lines and the payment's amount equal to Norce's cart",
                (turn, _) => ResyncLines.Deliver(turn)),
        ],
    };
}
