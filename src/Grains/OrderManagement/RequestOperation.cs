using QliroAdapter.Checkout;
using QliroAdapter.OwedCalls;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// One capture, cancel or refund from the request to Qliro's acceptance. Its requests are stored with their ids before
/// the first is sent; the outcome comes later, by push or reconciliation.
/// </summary>
public static class RequestOperation
{
    public static async Task<Outcome<CheckoutSnippet>> Run(Turn turn, OperationRequest request)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {found.Value.State.Word()}"));
        if (request.DecideAlone(turn.Payment, turn.Key) is { } alone)
            return alone.IsAccepted ? await Answer(turn) : turn.Refuse(alone.Error);

        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return turn.Refuse(books.Error);
        if (OperationPlan.For(turn.Key, turn.Payment, request, books.Value, turn.Now) is not { } plan)
            return await NothingLeft(turn, request, books.Value);
        if (!plan.IsAccepted) return turn.Refuse(plan.Error);

        var operation = plan.Value;
        if (LedgerTranslation.Translate(books.Value) is var ledger && !ledger.IsSameAs(turn.Payment.Ledger))
            turn.Happened(new BooksRead(ledger, turn.Payment.State));
        await turn.Commit(
            new OperationRequested(operation),
            new CallOwed(OwedCallKind.AdvanceOperation, turn.Now + Push, Ordinal: operation.Ordinal));
        var sent = await SendPart.First(turn, operation);
        if (sent.BusyBecause is { } reason)
            turn.Happened(
                new CallOwed(OwedCallKind.AdvanceOperation, turn.Now + SendPart.BusyPause, reason, operation.Ordinal));
        turn.Happened(new CallOwed(OwedCallKind.SettleNorce, turn.Now));
        await DeliverOwed.Run(turn);
        return sent.Error is null ? await Answer(turn) : turn.Refuse(sent.Error);
    }

    /// <summary>How long Qliro's push is waited for before its books are read.</summary>
    private static readonly TimeSpan Push = TimeSpan.FromSeconds(10);

    /// <summary>Somebody did at Qliro what is asked for: taken over, and then it is done or not possible.</summary>
    private static async Task<Outcome<CheckoutSnippet>> NothingLeft(
        Turn turn, OperationRequest request, AdminOrder books)
    {
        await Books.TakeOver(turn, books, believeReleases: request.Type == OperationType.Cancel);
        await DeliverOwed.Run(turn);
        return request.DecideAlone(turn.Payment, turn.Key) is { IsAccepted: true }
            ? await Answer(turn)
            : turn.Refuse(Refusal.NothingLeft(turn.Key, request.Word));
    }

    /// <summary>The published answer; a snippet that cannot be read now is not worth failing for.</summary>
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
