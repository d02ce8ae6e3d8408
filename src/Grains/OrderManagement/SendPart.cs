using QliroAdapter.OwedCalls;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Sends one part, already stored as sent, and takes its answer: accepted; done before; busy, so later; refused; or unknown,
/// and then Qliro's books tell, and if they do not have it the same request goes once more under the same id.
/// </summary>
public static class SendPart
{
    /// <summary>How long a busy Qliro ("another transaction is already in process", payment on hold) is left alone.</summary>
    public static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    /// <summary>Null when Qliro has it or will get it; else why not.</summary>
    public static async Task<PaymentError?> Run(Turn turn, Operation operation, OperationPart part)
    {
        var sent = await Send(turn, operation, part);
        if (IsUnknown(sent.Failure)) return await Settle(turn, operation, part, sent.Failure!, mayRepeat: true);
        return await Take(turn, operation, part, sent);
    }

    /// <summary>A part that was sent earlier and whose answer was never stored.</summary>
    public static Task<PaymentError?> Settle(Turn turn, Operation operation, OperationPart part)
        => Settle(turn, operation, part,
            new(PartnerFailureKind.Unknown, null, null, "the process stopped between call and answer"), mayRepeat: true);

    private static async Task<PaymentError?> Settle(
        Turn turn, Operation operation, OperationPart part, PartnerFailure failure, bool mayRepeat)
    {
        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return QliroRefusal.Of(failure);
        await Books.TakeOver(turn, books.Value);
        var now = turn.Payment.Operations[operation.Ordinal - 1];
        if (!now.IsOpen) return now.Error;
        if (now.Parts[part.Number - 1].Status != PartStatus.Sent) return null;
        if (!mayRepeat) return QliroRefusal.Of(failure);
        var again = await Send(turn, operation, part);
        return IsUnknown(again.Failure)
            ? await Settle(turn, operation, part, again.Failure!, mayRepeat: false)
            : await Take(turn, operation, part, again);
    }

    private static async Task<PaymentError?> Take(
        Turn turn, Operation operation, OperationPart part, Answer<StartedTransactions> sent)
    {
        void Moved(PartStatus status, IReadOnlyList<long> transactions, string? note)
            => turn.Happened(new OperationPartMoved(operation.Ordinal, part.Number, status, transactions, note));

        if (sent.IsAccepted)
        {
            Moved(PartStatus.Accepted, [.. sent.Value.Transactions.Select(one => one.PaymentTransactionId)], null);
            await turn.Commit();
            return null;
        }
        var verdict = QliroVerdict.Of(operation.Type, sent.Failure);
        if (verdict == QliroVerdict.Busy)
        {
            Moved(PartStatus.Owed, [], sent.Failure.Message);
            turn.Happened(new CallOwed(OwedCallKind.AdvanceOperation, turn.Now + BusyPause, Ordinal: operation.Ordinal));
            await turn.Commit();
            return null;
        }
        if (verdict == QliroVerdict.DoneBefore)
        {
            Moved(PartStatus.Succeeded, [], sent.Failure.Code);
            await turn.Commit();
            await Books.Look(turn);
            return null;
        }
        var error = QliroRefusal.Of(sent.Failure);
        Moved(PartStatus.Failed, [], sent.Failure.Code);
        var word = operation.Type.ToString().ToLowerInvariant();
        await turn.Commit(
            new OperationFailed(operation.Ordinal, error),
            new CallDelivered(OwedCallKind.AdvanceOperation, operation.Ordinal, "Qliro refused"),
            Audit.Owed(turn.Payment, turn.Now, word, $"{word} {operation.Ordinal} refused", "Error", error.Message));
        return error;
    }

    private static async Task<Answer<StartedTransactions>> Send(Turn turn, Operation operation, OperationPart part)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) throw new InvalidOperationException(configuration.Error.Message);
        var (qliro, account, time) = (turn.Services.QliroAdmin, configuration.Value.Account, turn.Time.Qliro);
        var (order, currency) = (turn.Payment.QliroOrderId!.Value, turn.Payment.Amount.Currency);
        return turn.Note(operation.Type switch
        {
            OperationType.Capture => await qliro.MarkItemsAsShipped(account, new()
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Shipments = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Items(part) }],
            }, time),
            OperationType.Cancel => await qliro.CancelOrder(account, new() { RequestId = part.RequestId, OrderId = order }, time),
            _ => await qliro.ReturnItems(account, new()
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Returns = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Items(part) }],
            }, time),
        });
    }

    private static List<QliroItemQuantity> Items(OperationPart part) => [.. part.Lines.Select(line => new QliroItemQuantity
    {
        MerchantReference = line.Reference,
        Type = line.Type,
        Quantity = line.Quantity,
        PricePerItemIncVat = line.PriceIncVat,
    })];

    /// <summary>
    /// Sent without a usable answer, or answered in a way that does not say that nothing happened: an overloaded gateway
    /// (429, 503) may have passed it on, and a refused RequestId means that it arrived before.
    /// </summary>
    private static bool IsUnknown(PartnerFailure? failure) => failure is { Kind: PartnerFailureKind.Unknown }
        or { Kind: PartnerFailureKind.Unavailable, Status: not null }
        || (failure is { Kind: PartnerFailureKind.Rejected } && failure.Message.Contains("RequestId", StringComparison.OrdinalIgnoreCase)
            && failure.Code is "INVALID_REQUEST");
}
