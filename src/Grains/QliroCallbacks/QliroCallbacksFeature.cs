using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What Qliro asks and tells.</summary>
internal static class QliroCallbacksFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [ShippingNewsSections.ShippingNewsSection, ApprovalSections.LastApprovalSection],
        Erase = payment => payment.ShippingNews is { } news
            ? payment with { ShippingNews = news with { Payload = null, ErrorMessage = null } }
            : payment,
        Handlers =
        [
            new(OutboxKind.ReopenOrder,
                "put the Norce order back to checkout after a purchase that came to nothing",
                (turn, _) => ReopenOrder.Deliver(turn)),
            new(OutboxKind.TellShipping, "bring the shipping at Norce to what its provider told",
                (turn, _) => TellShipping.Deliver(turn)) { NeedsQliro = _ => false },
        ],
    };
}
