using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>Turns a request into the parts Qliro is sent, from Qliro's own lines: a price one öre off would be refused for ever.</summary>
public static class OperationPlan
{
    /// <summary>The operation; refused when an item is unknown or asks for too much. Null: nothing is left to do.</summary>
    public static Outcome<Operation>? For(
        PaymentKey key, PaymentDocument payment, OperationRequest request, AdminOrder books, DateTimeOffset now)
    {
        var groups = GroupsOf(request.Type, books);
        if (groups.Count == 0) return null;
        var chosen = request.IsFull ? Everything(groups) : Choose(key, payment, request, groups);
        if (!chosen.IsAccepted) return chosen.Error;
        var ordinal = payment.Operations.Count + 1;
        return new Operation
        {
            Ordinal = ordinal,
            Type = request.Type,
            Status = OperationStatus.Open,
            IsFull = request.IsFull,
            IdempotencyKey = request.IdempotencyKey,
            Content = request.Content,
            RequestedAt = now,
            TransactionsBefore = [.. (books.PaymentTransactions ?? []).Select(one => one.PaymentTransactionId ?? 0)],
            Parts = request.Type == OperationType.Cancel
                ? [Part(key, request.Type, ordinal, 1, null, [.. chosen.Value.SelectMany(group => group.Lines)])]
                : [.. chosen.Value.Select((group, index) => Part(
                    key, request.Type, ordinal, index + 1, group.PaymentTransactionId, group.Lines))],
        };
    }

    /// <summary>Captures and cancels act on reservations, refunds on captures, oldest first.</summary>
    private static IReadOnlyList<AdminTransactionLines> GroupsOf(OperationType type, AdminOrder books)
        => type == OperationType.Refund ? books.Refundable() : books.RemainingToShip();

    private static OperationPart Part(
        PaymentKey key, OperationType type, int ordinal, int number, long? actsOn, IReadOnlyList<OperationLine> lines) => new()
    {
        Number = number,
        RequestId = RequestIds.For(key, type, ordinal, number),
        Status = number == 1 ? PartStatus.Sent : PartStatus.Owed,
        ActsOn = actsOn,
        Lines = type == OperationType.Cancel ? [] : lines,
        Amount = lines.Sum(line => line.Quantity * line.PriceIncVat),
    };

    private static Outcome<IReadOnlyList<Chosen>> Everything(IReadOnlyList<AdminTransactionLines> groups)
        => new() { Value = [.. groups.Select(group => new Chosen(group.PaymentTransactionId, [.. group.Lines.Select(Whole)]))] };

    private static Outcome<IReadOnlyList<Chosen>> Choose(
        PaymentKey key, PaymentDocument payment, OperationRequest request, IReadOnlyList<AdminTransactionLines> groups)
    {
        var chosen = groups.ToDictionary(group => group.PaymentTransactionId, _ => new List<OperationLine>());
        foreach (var item in request.Items)
        {
            if (ReferenceOf(payment, groups, item.Reference) is not { } reference)
                return Refusal.UnknownItem(key, item.Reference);
            var left = item.Quantity;
            foreach (var group in groups)
            {
                foreach (var line in group.Lines.Where(line => line.MerchantReference == reference))
                {
                    var before = chosen[group.PaymentTransactionId]
                        .Where(taken => taken.Reference == reference && taken.PriceIncVat == line.PricePerItemIncVat)
                        .Sum(taken => taken.Quantity);
                    var units = Math.Min(left, line.Quantity - before);
                    if (units <= 0) continue;
                    chosen[group.PaymentTransactionId].Add(Whole(line) with { Quantity = units });
                    left -= units;
                }
            }
            if (left > 0) return Refusal.MoreThanLeft(key, item.Reference, item.Quantity, item.Quantity - left);
        }
        return new()
        {
            Value = [.. groups.Where(group => chosen[group.PaymentTransactionId].Count > 0)
                .Select(group => new Chosen(group.PaymentTransactionId, Merge(chosen[group.PaymentTransactionId])))],
        };
    }

    /// <summary>Qliro's line reference as it is; else the one line whose Norce row has this reference or sku.</summary>
    private static string? ReferenceOf(PaymentDocument payment, IReadOnlyList<AdminTransactionLines> groups, string asked)
    {
        var known = groups.SelectMany(group => group.Lines).Select(line => line.MerchantReference).ToHashSet(StringComparer.Ordinal);
        if (known.Contains(asked)) return asked;
        var rows = payment.Rows.Where(row => row.Value.RowReference == asked || row.Value.Sku == asked)
            .Select(row => row.Key).Distinct(StringComparer.Ordinal).ToList();
        return rows.Count == 1 && known.Contains(rows[0]) ? rows[0] : null;
    }

    private static OperationLine Whole(AdminLine line)
        => new(line.MerchantReference, line.Type, line.Quantity, line.PricePerItemIncVat);

    private static IReadOnlyList<OperationLine> Merge(List<OperationLine> lines) => [.. lines
        .GroupBy(line => (line.Reference, line.Type, line.PriceIncVat))
        .Select(line => new OperationLine(line.Key.Reference, line.Key.Type, line.Sum(units => units.Quantity), line.Key.PriceIncVat))];

    private sealed record Chosen(long PaymentTransactionId, IReadOnlyList<OperationLine> Lines);
}
