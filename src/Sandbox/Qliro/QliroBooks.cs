namespace QliroAdapter.Sandbox.Qliro;

/// <summary>An order's money in öre (hundredths), from its successful transactions.</summary>
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

    internal static QliroBooks Of(QliroOrder order) => new(
        Sum(order, "Preauthorization", "Debit"), Sum(order, "Capture"), Sum(order, "Refund", "Credit"),
            Sum(order, "Reversal"),
        order.Transactions.Where(one => one.Succeeded || one.IsOpen).GroupBy(one => one.Type, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal));

    private static long Sum(QliroOrder order, params string[] types) => (long)(100 * order.Transactions
        .Where(one => one.Succeeded && types.Contains(one.Type, StringComparer.Ordinal))
            .Sum(one => Math.Abs(one.Amount)));
}
