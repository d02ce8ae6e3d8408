using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>Captures, cancels and refunds.</summary>
internal static class OrderManagementFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [OperationSections.LedgerSection, OperationSections.OperationsSection],
        BrokenRule = OperationInvariants.BrokenRule,
        NextCheck = (payment, now, interval) => payment.OpenOperation() is null ? null : now + interval,
        Attention = OperationAttention.Of,
        SearchIds = OperationSections.SearchIds,
        MoneyHeld = OperationAttention.MoneyHeld,
        Erase = payment => payment with { Operations = [.. payment.Operations.Select(OperationSections.Erased)] },
        Handlers =
        [
            new(OutboxKind.AdvanceOperation,
                "send the operation's next part to Qliro, or find out what became of it",
                (turn, _) => AdvanceOperation.Deliver(turn)) { NeedsNorce = false },
        ],
    };
}
