using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Reconciliation with Qliro: reads its admin order and applies it: the progress of operations, what is reserved,
/// captured and returned, and the state that follows. Pushes, refresh, due work and unknown outcomes all end here.
/// </summary>
public static class ApplyAdminOrder
{
    /// <summary>Reads and applies; done when no operation is open.</summary>
    public static async Task<DeliveryAttempt> Read(Turn turn, bool believeReleases = false)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        await Run(turn, adminOrder.Value, believeReleases);
        return DeliveryAttempt.Done();
    }

    /// <summary>Applies an admin order that was just read, and commits.</summary>
    public static Task Run(Turn turn, AdminOrder adminOrder, bool believeReleases = false)
    {
        turn.Raise(OperationProgress.Decide(turn.Payment, adminOrder, turn.Now));
        var ledger = LedgerTranslation.Translate(adminOrder);
        var state = StateOf(turn.Payment, ledger, believeReleases);
        if (state != turn.Payment.State || !ledger.IsSameAs(turn.Payment.Ledger))
        {
            turn.Raise(new AdminOrderRead(ledger, state));
            turn.Raise(new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        }
        return turn.Commit();
    }

    /// <summary>
    /// In this order: not purchased stays; all captured units returned and none left to capture is credited; captured
    /// and none left is captured; nothing captured and none left is cancelled, when our cancel succeeded or the caller
    /// believes releases (a refresh), because Qliro also releases for reasons of its own; everything else is reserved.
    /// </summary>
    public static PaymentState StateOf(PaymentDocument payment, Ledger ledger, bool believeReleases)
    {
        if (!payment.State.IsPurchased() || payment.State == PaymentState.Pending || ledger.Lines.Count == 0)
            return payment.State;
        if (ledger.HasLeftToCapture()) return PaymentState.Reserved;
        if (ledger.Lines.Any(line => line.Captured > 0))
            return ledger.HasLeftToReturn() ? PaymentState.Captured : PaymentState.Credited;
        var cancelled = payment.Operations.Any(
            operation => operation is { Type: OperationType.Cancel, Status: OperationStatus.Succeeded });
        return cancelled || believeReleases ? PaymentState.Cancelled : payment.State;
    }
}
