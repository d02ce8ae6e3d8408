namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// An order's money in öre (hundredths), from its successful transactions. A reservation that another replaced counts
/// for nothing beyond what was captured under it, and its release not at all.
/// </summary>
/// <param name="Authorized">Reserved or debited in all.</param>
/// <param name="Captured">Captured.</param>
/// <param name="Refunded">Returned to the customer.</param>
/// <param name="Released">Reserved and given free again.</param>
/// <param name="Operations">Successful and open transactions by type.</param>
public sealed record QliroBooks(long Authorized, long Captured, long Refunded, long Released,
    IReadOnlyDictionary<string, int> Operations)
{
    /// <summary>Still reserved.</summary>
    public long Reserved => Authorized - Captured - Released;

    internal static QliroBooks Of(QliroOrder order)
    {
        var replaced = order.Transactions.FindAll(one => one.Superseded).ConvertAll(one => one.Id);
        bool IsOfReplaced(QliroTransaction one) => replaced.Contains(one.OriginalId ?? 0);
        return new(
            Sum(order, one => one is { IsReservation: true, Superseded: false }
                || (one.Type == "Capture" && IsOfReplaced(one))),
            Sum(order, one => one.Type == "Capture"),
            Sum(order, one => one.Type is "Refund" or "Credit"),
            Sum(order, one => one.Type == "Reversal" && !IsOfReplaced(one)),
            order.Transactions.Where(one => one.Succeeded || one.IsOpen)
                .GroupBy(one => one.Type, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal));
    }

    private static long Sum(QliroOrder order, Func<QliroTransaction, bool> counts) => (long)(100 * order.Transactions
        .Where(one => one.Succeeded && counts(one)).Sum(one => Math.Abs(one.Amount)));
}
