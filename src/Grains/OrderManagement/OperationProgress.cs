using QliroAdapter.Norce;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>What Qliro's books say about the open operation. Transactions are matched by id, never by type alone.</summary>
public static class OperationProgress
{
    /// <summary>
    /// Per part: one that was sent and not answered is found by its transaction, if that exists; one that was accepted is done
    /// when all its transactions are, and failed when one is. When all parts are done the operation is; a failed part ends it.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Decide(PaymentDocument payment, AdminOrder books, DateTimeOffset now)
    {
        if (payment.OpenOperation() is not { } operation) return [];
        var events = new List<PaymentEvent>();
        var parts = new List<OperationPart>();
        foreach (var part in operation.Parts)
        {
            var moved = Move(operation, part, books);
            parts.Add(moved);
            if (moved != part)
                events.Add(new OperationPartMoved(operation.Ordinal, part.Number, moved.Status, moved.TransactionIds, null));
        }
        events.AddRange(End(payment, operation, parts, books, now));
        return events;
    }

    /// <summary>Transactions that can be this part's: its kind and amount, younger than the operation, nobody else's.</summary>
    public static IReadOnlyList<long> Find(Operation operation, OperationPart part, AdminOrder books)
    {
        var taken = operation.TransactionsBefore.Concat(operation.Parts.SelectMany(other => other.TransactionIds)).ToHashSet();
        return [.. (books.PaymentTransactions ?? [])
            .Where(one => one.PaymentTransactionId is { } id && !taken.Contains(id) && IsKind(operation.Type, one.Type)
                && (operation.Type == OperationType.Cancel || Math.Abs(one.Amount ?? 0m) == part.Amount))
            .Select(one => one.PaymentTransactionId!.Value)
            .Order().Take(operation.Type == OperationType.Cancel ? int.MaxValue : 1)];
    }

    private static OperationPart Move(Operation operation, OperationPart part, AdminOrder books)
    {
        if (part.Status == PartStatus.Sent && Find(operation, part, books) is { Count: > 0 } found)
            part = part with { Status = PartStatus.Accepted, TransactionIds = found };
        if (part.Status != PartStatus.Accepted || part.TransactionIds.Count == 0) return part;
        var transactions = part.TransactionIds.Select(books.FindTransaction).ToList();
        if (transactions.All(one => one is { IsSuccess: true } || IsReleasedByBank(operation, one)))
            return part with { Status = PartStatus.Succeeded };
        return transactions.Any(one => one is { IsFinal: true, IsSuccess: false } && !IsReleasedByBank(operation, one))
            ? part with { Status = PartStatus.Failed }
            : part;
    }

    private static IEnumerable<PaymentEvent> End(
        PaymentDocument payment, Operation operation, List<OperationPart> parts, AdminOrder books, DateTimeOffset now)
    {
        var word = operation.Type.ToString().ToLowerInvariant();
        if (parts.Find(part => part.Status == PartStatus.Failed) is { } failed)
        {
            var error = ErrorOf(failed, books);
            yield return new OperationFailed(operation.Ordinal, error);
            yield return new CallDelivered(OwedCallKind.AdvanceOperation, operation.Ordinal, "the operation failed");
            yield return new CallOwed(OwedCallKind.SettleNorce, now);
            yield return Audit.Owed(payment, now, word, $"{word} {operation.Ordinal} failed", "Error", error.Message);
        }
        else if (parts.All(part => part.Status == PartStatus.Succeeded))
        {
            yield return new OperationSucceeded(operation.Ordinal);
            yield return new CallDelivered(OwedCallKind.AdvanceOperation, operation.Ordinal, "the operation succeeded");
            yield return new CallOwed(OwedCallKind.SettleNorce, now);
            yield return Audit.Owed(payment, now, word, $"{word} {operation.Ordinal} {string.Join(',', parts.SelectMany(part => part.TransactionIds))}", "Success");
        }
        else if (parts.Exists(part => part.Status == PartStatus.Succeeded) && parts.Exists(part => part.Status == PartStatus.Owed))
        {
            yield return new CallOwed(OwedCallKind.AdvanceOperation, now, Ordinal: operation.Ordinal);
        }
    }

    private static PaymentError ErrorOf(OperationPart failed, AdminOrder books)
    {
        var one = failed.TransactionIds.Select(books.FindTransaction).FirstOrDefault(transaction => transaction is { IsSuccess: false });
        var text = one?.ErrorCodeDescription ?? one?.ProviderResultDescription ?? "no reason given";
        return new()
        {
            Code = ErrorCodes.QliroBadRequest,
            Message = $"Qliro transaction {one?.PaymentTransactionId} ended as {one?.Status}: {text}",
            QliroError = new() { ErrorCode = one?.ErrorCode, ErrorMessage = text },
        };
    }

    /// <summary>A card's cancel that fails so means that the bank had released the money already (qliro-notifications, error table).</summary>
    private static bool IsReleasedByBank(Operation operation, AdminTransaction? one)
        => operation.Type == OperationType.Cancel && one is { IsFinal: true, IsSuccess: false }
            && (one.ProviderResultDescription ?? one.ErrorCodeDescription ?? "")
                .Contains("referencing transaction does not match", StringComparison.OrdinalIgnoreCase);

    private static bool IsKind(OperationType type, string? transactionType) => type switch
    {
        OperationType.Capture => transactionType is TransactionType.Capture or TransactionType.Debit,
        OperationType.Cancel => transactionType is TransactionType.Reversal or TransactionType.Refund,
        _ => transactionType is TransactionType.Refund or TransactionType.Credit,
    };
}
