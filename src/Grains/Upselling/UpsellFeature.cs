using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Upselling;

/// <summary>Goods added after the purchase.</summary>
internal static class UpsellFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [UpsellSections.UpsellSection],
        Handlers =
        [
            new(OutboxKind.CloseUpsell, "end the time to add goods and let the order complete",
                (turn, _) => CloseUpsell.Deliver(turn))
            {
                NeedsNorce = false,
                // The end of the upsell window has its own limit for waiting for Qliro.
                IsTriedInOutage = true,
            },
        ],
    };
}
