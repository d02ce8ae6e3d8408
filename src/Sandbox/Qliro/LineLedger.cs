namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// What is left of each line: to ship under a reservation, to return under a capture. Open transactions count as if
/// they had succeeded.
/// </summary>
internal static class LineLedger
{
    /// <summary>
    /// Lines of a reservation with the quantity that can still be shipped; lines with nothing left are listed with 0.
    /// </summary>
    public static List<QliroLine> Reserved(QliroOrder order, long reservationId)
        => Left(order, "Reserve", reservationId, spentBy: ["Ship", "Release"]);

    /// <summary>Lines of a capture with the quantity that can still be returned.</summary>
    public static List<QliroLine> Shipped(QliroOrder order, long captureId)
        => Left(order, "Ship", captureId, spentBy: ["Return"]);

    public static decimal AmountOf(IEnumerable<QliroLine> lines) => lines.Sum(line => line.Total);

    /// <summary>
    /// The named lines, with description and price without VAT filled in, or the refusal that Qliro would give.
    /// </summary>
    public static List<QliroLine> Take(IReadOnlyCollection<QliroLine> left, IEnumerable<QliroLine> named,
        string where) =>
        [.. named.Select(wanted =>
        {
            var line = left.FirstOrDefault(one =>
                one.Identity == wanted.Identity && (wanted.Type.Length == 0 || one.Type == wanted.Type))
                ?? throw QliroRefusal.Bad("INVALID_ITEM",
                    $"Evaluation, no matching item {wanted.Reference} at {wanted.IncVat} was found in {where}.");
            return wanted.Quantity <= line.Quantity ? line with { Quantity = wanted.Quantity }
                : throw QliroRefusal.Bad("EXCEEDING_QUANTITY",
                    $"Evaluation, {wanted.Quantity} of {wanted.Reference} exceed the {line.Quantity} left in {where}.");
        })];

    private static List<QliroLine> Left(QliroOrder order, string given, long transactionId, string[] spentBy)
    {
        var spent = order.Actions.Where(action => spentBy.Contains(action.ActionType, StringComparer.Ordinal)
            && action.ParentId == transactionId && Counts(order, action)).ToList();
        return [.. order.Actions.Where(action => action.ActionType == given && action.TransactionId == transactionId)
            .GroupBy(action => action.Line.Identity)
            .Select(same => same.First().Line with
            {
                Quantity = same.Sum(one => one.Line.Quantity)
                    - spent.Where(one => one.Line.Identity == same.Key).Sum(one => one.Line.Quantity),
            })];
    }

    private static bool Counts(QliroOrder order, ItemAction action)
        => order.Transactions.Find(one => one.Id == action.TransactionId) is { } transaction
            && (transaction.Succeeded || transaction.IsOpen);
}
