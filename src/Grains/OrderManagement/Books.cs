using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Reads Qliro's books and takes over what they say: how far operations have come, what is reserved, captured and
/// returned, and which state follows. Pushes, refresh, due work and unknown outcomes all end here.
/// </summary>
public static class Books
{
    /// <summary>Reads and takes over; done when no operation is open any more.</summary>
    public static async Task<Delivery> Look(Turn turn, bool believeReleases = false)
    {
        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return Delivery.Later(books.Error.Message);
        await TakeOver(turn, books.Value, believeReleases);
        return Delivery.Done();
    }

    /// <summary>The same with books just read; what follows is committed.</summary>
    public static Task TakeOver(Turn turn, AdminOrder books, bool believeReleases = false)
    {
        turn.Happened(OperationProgress.Decide(turn.Payment, books, turn.Now));
        var ledger = LedgerTranslation.Translate(books);
        var state = StateOf(turn.Payment, ledger, believeReleases);
        if (state != turn.Payment.State || !ledger.IsSameAs(turn.Payment.Ledger))
        {
            turn.Happened(new BooksRead(ledger, state));
            turn.Happened(new CallOwed(OwedCallKind.SettleNorce, turn.Now));
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
