using QliroAdapter.Checkout;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// One capture, cancel or refund, from the request to Qliro's acceptance. Its requests are stored with their ids before
/// the first one is sent; the outcome comes later, by push or reconciliation. While an operator holds the payment, the
/// operation is recorded, answered as accepted, and sent when the payment is released.
/// </summary>
public static class RequestOperation
{
    public static async Task<Outcome<CheckoutSnippet>> Run(Turn turn, OperationRequest request)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {found.Value.State.Name()}"));
        if (request.Begun(turn.Payment) is { } begun) return await GoOn(turn, begun);
        if (request.DecideAlone(turn.Payment, turn.Key, turn.Now) is { } alone)
            return alone.IsAccepted ? await Answer(turn) : turn.Refuse(alone.Error);

        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return turn.Refuse(adminOrder.Error);
        if (OperationPlan.For(turn.Key, turn.Payment, request, adminOrder.Value, turn.Now) is not { } plan)
            return await NothingLeft(turn, request, adminOrder.Value);
        if (!plan.IsAccepted) return turn.Refuse(plan.Error);

        var operation = turn.Payment.Hold is null ? plan.Value : plan.Value.NotSentYet();
        if (LedgerTranslation.Translate(adminOrder.Value) is var ledger && !ledger.IsSameAs(turn.Payment.Ledger))
            turn.Raise(new AdminOrderRead(ledger, turn.Payment.State));
        await turn.Commit(
            new OperationRequested(operation),
            new EntryEnqueued(OutboxKind.AdvanceOperation, turn.Now + pushTimeout, Ordinal: operation.Ordinal));
        return await AfterFirst(
            turn, operation, turn.Payment.Hold is null ? await SendPart.First(turn, operation) : PartSent.Yes);
    }

    /// <summary>
    /// The message has begun this operation already. When the outcome of its first request is unknown, Qliro's admin
    /// order is read, and the request is sent once more under the same id when it is not there.
    /// </summary>
    private static async Task<Outcome<CheckoutSnippet>> GoOn(Turn turn, Operation begun)
    {
        // An operation that Qliro accepted was answered as accepted, whatever its later outcome.
        if (begun is { WasAccepted: false, Error: { } error }) return turn.Refuse(error);
        if (!begun.IsOpen) return await Answer(turn);
        var first = begun.Parts[0];
        return await AfterFirst(
            turn, begun, first.IsUnknown && turn.Payment.Hold is null
                ? await SendPart.ReadBack(turn, begun, first) : PartSent.Yes);
    }

    private static async Task<Outcome<CheckoutSnippet>> AfterFirst(Turn turn, Operation operation, PartSent sent)
    {
        if (sent.BusyBecause is { } reason)
            turn.Raise(
                new EntryEnqueued(
                    OutboxKind.AdvanceOperation, turn.Now + SendPart.BusyPause, reason, operation.Ordinal));
        turn.Raise(new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        await OutboxDispatcher.Run(turn);
        return sent.Error is null ? await Answer(turn) : turn.Refuse(sent.Error);
    }

    /// <summary>How long Qliro's push is waited for before its admin order is read.</summary>
    private static readonly TimeSpan pushTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Somebody has done at Qliro what is requested: it is applied, and the request is then done or impossible.
    /// </summary>
    private static async Task<Outcome<CheckoutSnippet>> NothingLeft(
        Turn turn, OperationRequest request, AdminOrder adminOrder)
    {
        await ApplyAdminOrder.Run(turn, adminOrder, believeReleases: request.Type == OperationType.Cancel);
        await OutboxDispatcher.Run(turn);
        return request.DecideAlone(turn.Payment, turn.Key, turn.Now) is { IsAccepted: true }
            ? await Answer(turn)
            : turn.Refuse(request.NothingLeft(turn.Payment, turn.Key));
    }

    /// <summary>
    /// The published answer. When the snippet cannot be read now, the operation does not fail because of it.
    /// </summary>
    private static async Task<Outcome<CheckoutSnippet>> Answer(Turn turn)
    {
        var order = await turn.ReadQliroOrder();
        return new CheckoutSnippet
        {
            PaymentId = turn.Key.PaymentId,
            HtmlSnippet = order.Value?.OrderHtmlSnippet ?? Masked.Of(""),
        };
    }
}
