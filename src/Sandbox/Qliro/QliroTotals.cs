namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// An order's money in öre (hundredths), from its successful transactions. A replaced reservation counts only for what
/// was captured under it, and its release does not count.
/// </summary>
/// <param name="Authorized">Reserved or debited in all.</param>
/// <param name="Captured">Captured.</param>
/// <param name="Refunded">Returned to the customer.</param>
/// <param name="Released">Reserved and released.</param>
/// <param name="Operations">Successful and open transactions by type.</param>
public sealed record QliroTotals(long Authorized, long Captured, long Refunded, long Released,
    IReadOnlyDictionary<string, int> Operations)
{
    /// <summary>Still reserved.</summary>
    public long Reserved => Authorized - Captured - Released;

    internal static QliroTotals Of(QliroOrder order)
    {
        var replaced = order.Transactions.FindAll(one => one.Superseded).ConvertAll(one => one.Id);
        bool IsOfReplaced(QliroTransaction one) => replaced.Contains(one.OriginalId ?? 0);
        return new(
            Sum(order, one => one is { IsReservation: true, Superseded: false }
                || (one.Type == "Capture" && IsOfReplaced(one))),
            Sum(order, one => one.Type == "Capture"),
            Sum(order, one => one.GivesBack),
            Sum(order, one => one.Type == "Reversal" && !IsOfReplaced(one)),
            order.Transactions.Where(one => one.Succeeded || one.IsOpen)
                .GroupBy(one => one.Type, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal));
    }

    private static long Sum(QliroOrder order, Func<QliroTransaction, bool> counts) => (long)(100 * order.Transactions
        .Where(one => one.Succeeded && counts(one)).Sum(one => Math.Abs(one.Amount)));
}

/// <summary>What happened to one line (reference and price) of an order, in units, by its successful actions.</summary>
/// <param name="Reference">The line's reference.</param>
/// <param name="IncVat">The price of one.</param>
/// <param name="Reserved">
/// Reserved under reservations that were not replaced, and captured under those that were.
/// </param>
/// <param name="Captured">Captured.</param>
/// <param name="Returned">Returned to the merchant.</param>
public sealed record QliroLineTotals(string Reference, decimal IncVat, int Reserved, int Captured, int Returned)
{
    internal static IReadOnlyList<QliroLineTotals> Of(QliroOrder order)
    {
        var replaced = order.Transactions.FindAll(one => one.Superseded).ConvertAll(one => one.Id);
        var done = order.Transactions.FindAll(one => one is { Succeeded: true, IsAddition: false })
            .ConvertAll(one => one.Id);
        return [.. order.Actions.Where(action => done.Contains(action.TransactionId))
            .GroupBy(action => (action.Line.Reference, action.Line.IncVat))
            .Select(line => new QliroLineTotals(
                line.Key.Reference, line.Key.IncVat,
                Sum(line, one => (one.ActionType == "Reserve" && !replaced.Contains(one.TransactionId))
                    || (one.ActionType == "Ship" && replaced.Contains(one.ParentId))),
                Sum(line, one => one.ActionType == "Ship"), Sum(line, one => one.ActionType == "Return")))];
    }

    private static int Sum(IEnumerable<ItemAction> line, Func<ItemAction, bool> counts)
        => line.Where(counts).Sum(one => one.Line.Quantity);
}
