using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Applies Qliro's admin order to the open operation. Transactions are matched by id, never by type alone.
/// </summary>
public static class OperationProgress
{
    /// <summary>
    /// Works part by part. A part that was sent and got no answer is found by its transaction, if Qliro has one. An
    /// accepted part has succeeded when all its transactions have, and failed when one of them has. The operation
    /// succeeds when all its parts have succeeded; a failed part ends it.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Decide(PaymentDocument payment, AdminOrder adminOrder, DateTimeOffset now)
    {
        if (payment.OpenOperation() is not { } operation) return [];
        var events = new List<PaymentEvent>();
        var parts = new List<OperationPart>();
        foreach (var part in operation.Parts)
        {
            var moved = Move(operation, part, adminOrder);
            parts.Add(moved);
            if (moved != part)
                events.Add(
                    new OperationPartMoved(operation.Ordinal, part.Number, moved.Status, moved.TransactionIds, null));
            var number = operation.Parts.Count + events.OfType<OperationPartAdded>().Count() + 1;
            if (moved != part && UpdateProgress.Repeat(payment, operation, moved, number, adminOrder) is { } repeat)
            {
                events.Add(new OperationPartAdded(operation.Ordinal, repeat));
                parts.Add(repeat);
            }
        }
        events.AddRange(End(payment, operation, parts, adminOrder, now));
        // A part that is added stands behind the others.
        parts = [.. parts.OrderBy(part => part.Number)];
        if (events.Exists(raised => raised is OperationPartMoved { Status: PartStatus.Succeeded })
            && operation with { Parts = parts } is var after && after.NextPart() is { Status: PartStatus.NotSent })
            events.Add(new EntryEnqueued(OutboxKind.AdvanceOperation, now, Ordinal: operation.Ordinal));
        return events;
    }

    /// <summary>The events of an operation that has failed.</summary>
    public static IEnumerable<PaymentEvent> Failed(
        PaymentDocument payment, Operation operation, PaymentError error, string how, DateTimeOffset now) =>
    [
        new OperationFailed(operation.Ordinal, error),
        new EntryDelivered(OutboxKind.AdvanceOperation, operation.Ordinal, $"the operation {how}"),
        new EntryEnqueued(OutboxKind.SyncNorce, now),
        Audited(payment, now, operation, $"{operation.Name} {operation.Ordinal} {how}", "Error", error.Message),
    ];

    /// <summary>The outcome for the audit trail, with the operation's amount.</summary>
    private static EntryEnqueued Audited(
        PaymentDocument payment, DateTimeOffset now, Operation operation, string pspEvent, string pspStatus,
        string? error = null)
        => Audit.Enqueued(
            payment, now, operation.Name, pspEvent, operation.Amount, pspStatus, error, operation.Ordinal);

    /// <summary>
    /// Transactions that can be this part's: of its kind, acting on what it acts on, with its amount, younger than the
    /// operation, nobody else's. Those of a cancel, one for each reservation, are told by what they release together
    /// (<see cref="CancelReleases"/>). Those of a reservation that was replaced, with added goods, are never a
    /// cancel's.
    /// </summary>
    public static IReadOnlyList<long> Find(Operation operation, OperationPart part, AdminOrder adminOrder)
    {
        var taken = Taken(operation);
        var free = (adminOrder.PaymentTransactions ?? []).Where(one => one.PaymentTransactionId is { } id
            && !taken.Contains(id) && IsKind(operation.Type, one.Type))
                .OrderBy(one => one.PaymentTransactionId).ToList();
        if (operation.Type == OperationType.CancelItems) return UpdateProgress.Find(part, free, adminOrder);
        var replaced = adminOrder.Replaced();
        free.RemoveAll(one => one.Type == TransactionType.Reversal
            && replaced.Contains(one.OriginalPaymentTransactionId ?? 0));
        var own = operation.Type == OperationType.Cancel
            ? IsReleased(operation, part, replaced, free, adminOrder) ? free : []
            : free.Where(one => Math.Abs(one.Amount ?? 0m) == part.Amount
                && (one.OriginalPaymentTransactionId is null || one.OriginalPaymentTransactionId == part.ActsOn))
                    .Take(1);
        return [.. own.Select(one => one.PaymentTransactionId!.Value)];
    }

    /// <summary>
    /// Transactions that came since the operation began and are none of its own. A cancel releases what is there when
    /// Qliro carries it out, so it takes no notice of them.
    /// </summary>
    public static IReadOnlyList<long> OthersSince(Operation operation, AdminOrder adminOrder)
    {
        if (operation.Type == OperationType.Cancel) return [];
        var taken = Taken(operation);
        return [.. (adminOrder.PaymentTransactions ?? []).Select(one => one.PaymentTransactionId ?? 0)
            .Where(id => id != 0 && !taken.Contains(id))];
    }

    private static HashSet<long> Taken(Operation operation) => operation.TransactionsBefore
        .Concat(operation.Parts.SelectMany(part => part.TransactionIds)).ToHashSet();

    private static bool IsReleased(
        Operation operation, OperationPart part, IReadOnlySet<long> replaced, List<AdminTransaction> free,
        AdminOrder adminOrder)
        => new CancelReleases(operation, adminOrder, replaced)
            .Are(free.FindAll(one => one.Type == TransactionType.Reversal), part);

    private static OperationPart Move(Operation operation, OperationPart part, AdminOrder adminOrder)
    {
        if (part.IsUnknown && Find(operation, part, adminOrder) is { Count: > 0 } found)
            part = part with { Status = PartStatus.Accepted, TransactionIds = found };
        if (part.Status != PartStatus.Accepted || part.TransactionIds.Count == 0) return part;
        var transactions = part.TransactionIds.Select(adminOrder.FindTransaction).ToList();
        if (transactions.TrueForAll(one => one is { IsCarriedOut: true }) || UpdateProgress.IsLowered(part, adminOrder))
            return part with { Status = PartStatus.Succeeded };
        return transactions.Exists(one => one is { IsFinal: true, IsCarriedOut: false })
            ? part with { Status = PartStatus.Failed }
            : part;
    }

    private static IEnumerable<PaymentEvent> End(
        PaymentDocument payment, Operation operation, List<OperationPart> parts, AdminOrder adminOrder,
        DateTimeOffset now)
    {
        if (parts.Find(part => part.Status == PartStatus.Failed) is { } failed)
            return Failed(payment, operation, ErrorOf(failed, adminOrder), "failed", now);
        if (!parts.TrueForAll(part => part.Status == PartStatus.Succeeded)) return [];
        var transactions = string.Join(',', parts.SelectMany(part => part.TransactionIds));
        return
        [
            new OperationSucceeded(operation.Ordinal),
            new EntryDelivered(OutboxKind.AdvanceOperation, operation.Ordinal, "the operation succeeded"),
            new EntryEnqueued(OutboxKind.SyncNorce, now),
            Audited(
                payment, now, operation, $"{operation.Name} {operation.Ordinal} {transactions}".TrimEnd(), "Success"),
        ];
    }

    private static PaymentError ErrorOf(OperationPart failed, AdminOrder adminOrder)
    {
        var one = failed.TransactionIds
            .Select(adminOrder.FindTransaction).FirstOrDefault(transaction => transaction is { IsCarriedOut: false });
        var text = one?.ErrorCodeDescription ?? one?.ProviderResultDescription ?? "no reason given";
        return new()
        {
            Code = ErrorCodes.QliroBadRequest,
            Message = $"Qliro transaction {one?.PaymentTransactionId} ended as {one?.Status}: {text}",
            QliroError = new() { ErrorCode = one?.ErrorCode, ErrorMessage = text },
        };
    }

    private static bool IsKind(OperationType type, string? transactionType) => type switch
    {
        OperationType.Capture => transactionType is TransactionType.Capture or TransactionType.Debit,
        OperationType.Cancel => transactionType is TransactionType.Reversal or TransactionType.Refund,
        OperationType.CancelItems => transactionType
            is TransactionType.Preauthorization or TransactionType.Reversal or TransactionType.UpdateInvoice,
        OperationType.RefundAmount => transactionType
            is TransactionType.Refund or TransactionType.Credit or TransactionType.UpdateInvoice,
        _ => transactionType is TransactionType.Refund or TransactionType.Credit,
    };
}
