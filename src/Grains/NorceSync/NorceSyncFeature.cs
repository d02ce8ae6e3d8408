using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.NorceSync;

/// <summary>Norce is shown what is true of the payment.</summary>
internal static class NorceSyncFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [OrderNumberSections.OrderNumberSection],
        Handlers =
        [
            new(OutboxKind.SyncNorce,
                "bring addresses, payment, actions and order state at Norce to what is true here",
                (turn, _) => SyncNorce.Deliver(turn)) { NeedsQliro = DesiredNorceState.NeedsQliro },
            new(OutboxKind.CopyBillingAddress, "copy the billing address, which Norce refused before",
                (turn, entry) => OrderParts.Deliver(turn, entry.Kind)),
            new(OutboxKind.CopyShippingAddress, "copy the shipping address, which Norce refused before",
                (turn, entry) => OrderParts.Deliver(turn, entry.Kind)),
            new(OutboxKind.CopyDelivery, "copy the chosen delivery, which Norce refused before",
                (turn, entry) => OrderParts.Deliver(turn, entry.Kind)),
            new(OutboxKind.WriteActions, "write the payment's actions, which Norce refused before",
                (turn, entry) => OrderParts.Deliver(turn, entry.Kind)) { NeedsQliro = _ => false },
            new(OutboxKind.RecordTransaction, "add an entry to the payment's transactions at Norce",
                RecordTransaction.Deliver) { NeedsQliro = _ => false },
            new(OutboxKind.GiveOrderNumber, "give Qliro the shop's order number as its merchant reference",
                GiveOrderNumber.Deliver),
        ],
    };
}
