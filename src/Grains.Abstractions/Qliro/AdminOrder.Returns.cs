namespace QliroAdapter.Qliro;

/// <content>
/// What can be given back of captures, and what was: with the lines that it was paid for, or as a sum without any (a
/// discount added to the invoice).
/// </content>
public sealed partial record AdminOrder
{
    /// <summary>
    /// What can still be given back, per capture, oldest first: what was not returned, while that is worth more than
    /// what was given back of the capture without items.
    /// </summary>
    public IReadOnlyList<AdminTransactionLines> Refundable() => [.. Unreturned().Where(left => left.Returnable > 0m)];

    /// <summary>
    /// Lines per capture, oldest first: shipped less returned. A rest that sums to nothing is not listed here either.
    /// </summary>
    public IReadOnlyList<AdminTransactionLines> Unreturned()
    {
        var left = new List<AdminTransactionLines>();
        foreach (var id in Ids(Captures()))
        {
            var shipped = Actions(OrderItemActionType.Ship).Where(action => action.PaymentTransactionId == id);
            var lines = Subtract(shipped, ReturnedOf(id));
            if (lines.Sum(line => line.Amount) > 0m) left.Add(new(id, lines) { GivenBack = WithoutItems(id) });
        }

        return left;
    }

    /// <summary>The captures, oldest first.</summary>
    public IReadOnlyList<AdminTransaction> CapturesInOrder() => [.. Ids(Captures()).Select(id => FindTransaction(id)!)];

    /// <summary>
    /// What returned lines are worth less what was given back of the captures: fees kept; below zero when a sum was
    /// given back of what had been captured, which returns no line.
    /// </summary>
    public decimal KeptOfReturns()
    {
        var captures = Captures().Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        return captures.SelectMany(ReturnedOf).Sum(Worth) - GiveBacks(captures).Sum(Size);
    }

    /// <summary>
    /// What gave captured money back: refunds, and what discounts added to an invoice are booked as. Qliro does not say
    /// which type that is; an UpdateInvoice counts when it takes something off.
    /// </summary>
    private IEnumerable<AdminTransaction> GiveBacks(IReadOnlySet<long> captures) => Successes().Where(
        one => IsUnder(one, captures) && (Is(one, TransactionType.Refund) || Is(one, TransactionType.Credit)
            || (Is(one, TransactionType.UpdateInvoice) && one.Amount < 0m)));

    private IEnumerable<AdminItemAction> ReturnedOf(long capture) => Actions(OrderItemActionType.Return)
        .Where(action => action.PaymentTransactionId == capture
            || Transaction(action)?.OriginalPaymentTransactionId == capture);

    /// <summary>
    /// What was given back of a capture beyond the worth of the lines that were returned with it. Fees kept are not set
    /// off against it: they stay kept.
    /// </summary>
    private decimal WithoutItems(long capture)
    {
        var returned = ReturnedOf(capture).ToLookup(action => action.PaymentTransactionId);
        var beyond = GiveBacks(new HashSet<long> { capture })
            .Sum(one => Math.Max(0m, Size(one) - returned[one.PaymentTransactionId].Sum(Worth)));
        return Math.Max(0m, beyond - returned[capture].Sum(Worth));
    }

    private static decimal Worth(AdminItemAction action) => (action.Quantity ?? 0) * (action.PricePerItemIncVat ?? 0m);

    /// <summary>
    /// A discount on a capture, which nobody reserved: Qliro may list it as shipped or as returned, and it is neither.
    /// </summary>
    private bool IsAddedToInvoice(AdminItemAction action)
        => action.Type == OrderItemType.Discount && Transaction(action)?.OriginalPaymentTransactionId is { } original
            && Captures().Any(one => one.PaymentTransactionId == original)
            && !OrderItemActions!.Any(other => other.ActionType == OrderItemActionType.Reserve
                && Identity(other) == Identity(action));
}
