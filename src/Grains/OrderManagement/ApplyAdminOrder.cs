using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Reconciliation with Qliro: reads its admin order and applies what it says: how far operations have come, what is
/// reserved, captured and returned, and which state follows. Pushes, refresh, due work and unknown outcomes all end
/// here.
/// </summary>
public static class ApplyAdminOrder
{
    /// <summary>Reads and applies; done when no operation is open any more.</summary>
    public static async Task<DeliveryAttempt> Read(Turn turn, bool believeReleases = false)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        await Run(turn, adminOrder.Value, believeReleases);
        return DeliveryAttempt.Done();
    }

    /// <summary>The same with the admin order just read; what follows is committed.</summary>
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
    /// In order: not purchased stays; all captured units returned and none left is credited; captured and none left is
    /// captured; nothing captured and none left is cancelled when our cancel succeeded or the caller believes releases
    /// (a refresh), for Qliro also releases for reasons of its own; else reserved.
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
