using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>Shops and monitoring are told by signed calls what happens to the payment (docs/events.md).</summary>
internal static class OutgoingEventsFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Attention = UndeliveredEvents.Attention,
        Handlers =
        [
            new(OutboxKind.SendEvent, "tell the shop's endpoint of an event", HandOver.Deliver)
            {
                NeedsNorce = false, NeedsQliro = _ => false,
            },
        ],
    };
}
