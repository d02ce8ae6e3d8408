namespace QliroAdapter.Qliro;

/// <content>
/// What transactions and line actions add up to. Only transactions that were carried out count. An <em>original</em>
/// transaction is the customer's own payment: a Preauthorization, or a Debit that belongs to no other. A
/// <em>capture</em> is a Capture, or a Debit that belongs to an original (direct methods report captures so). When a
/// newer Preauthorization <em>replaced</em> an original (after an update of the items, or added goods), the original
/// counts only for what was captured under it, whether or not Qliro wrote Release actions for it.
/// </content>
public sealed partial record AdminOrder
{
    /// <summary>Sum of the captures.</summary>
    public Money Captured() => Sum(Captures());

    /// <summary>
    /// Sum of the released reservations, without those that were released because another replaced them.
    /// </summary>
    public Money Cancelled()
    {
        var replaced = Replaced();
        return Sum(OfType(TransactionType.Reversal).Where(one => !IsUnder(one, replaced)));
    }

    /// <summary>
    /// Ids of the reservations that were replaced by a newer, successful Preauthorization: each that a newer one names,
    /// and, when several name the same one, all of those but the newest. When Qliro has let the newest go, one of the
    /// others that was let go, too, was none: Qliro held both (goods added while an update was in process).
    /// </summary>
    public IReadOnlySet<long> Replaced()
    {
        var originals = Originals().Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        var successors = OfType(TransactionType.Preauthorization)
            .Where(one => BelongsToAnother(one) && originals.Contains(one.OriginalPaymentTransactionId!.Value))
            .GroupBy(one => one.OriginalPaymentTransactionId!.Value);
        return successors
            .SelectMany(same => Older(Ids(same)).Append(same.Key)).ToHashSet();
    }

    /// <summary>
    /// The lines that the originals reserved, according to Qliro's actions. Of a replaced original only the lines
    /// captured under it.
    /// </summary>
    public IEnumerable<AdminItemAction> ReservedLines()
    {
        var replaced = Replaced();
        return Actions(OrderItemActionType.Reserve)
            .Where(action => !replaced.Contains(action.PaymentTransactionId!.Value))
            .Concat(ShippedLines().Where(action => IsUnder(Transaction(action)!, replaced)));
    }

    /// <summary>The lines that were captured, according to Qliro's actions.</summary>
    public IEnumerable<AdminItemAction> ShippedLines() => Actions(OrderItemActionType.Ship);

    /// <summary>
    /// What can still be captured, per original, oldest first: reserved less shipped less released. Reversals without
    /// line actions release all that is left when they are worth at least as much. An original is left out when nothing
    /// is left of it, and also when what is left sums to nothing (a free line, a discount): a shipment must be worth
    /// something, so those lines never ship.
    /// </summary>
    public IReadOnlyList<AdminTransactionLines> RemainingToShip()
    {
        var left = new List<AdminTransactionLines>();
        foreach (var id in Ids(LiveOriginals(Replaced())))
        {
            var released = Actions(OrderItemActionType.Release).Where(action => BelongsTo(action, id)).ToList();
            var reserved = Actions(OrderItemActionType.Reserve).Where(action => action.PaymentTransactionId == id);
            var shipped = Actions(OrderItemActionType.Ship).Where(action => BelongsTo(action, id));
            var lines = Subtract(reserved, shipped.Concat(released));
            var worth = lines.Sum(line => line.Amount);
            var isReversed = released.Count == 0 && ReversedOf(id) >= worth;
            if (worth > 0m && !isReversed) left.Add(new(id, lines));
        }

        return left;
    }

    /// <summary>The transaction with this id, whatever its status.</summary>
    public AdminTransaction? FindTransaction(long id)
        => PaymentTransactions?.FirstOrDefault(one => one.PaymentTransactionId == id);

    private static List<AdminLine> Subtract(IEnumerable<AdminItemAction> plus, IEnumerable<AdminItemAction> minus)
    {
        var used = minus.GroupBy(Identity).ToDictionary(line => line.Key, line => line.Sum(one => one.Quantity ?? 0));
        var lines = new List<AdminLine>();
        foreach (var line in plus.GroupBy(Identity))
        {
            var quantity = line.Sum(one => one.Quantity ?? 0) - used.GetValueOrDefault(line.Key);
            if (quantity <= 0) continue;
            var first = line.First();
            lines.Add(new()
            {
                MerchantReference = line.Key.Reference,
                Type = first.Type ?? OrderItemType.Product,
                PricePerItemIncVat = line.Key.Price,
                PricePerItemExVat = first.PricePerItemExVat,
                VatRate = first.VatRate,
                Description = first.Description,
                Quantity = quantity,
            });
        }

        return lines;
    }

    private static (string Reference, decimal Price) Identity(AdminItemAction action)
        => (action.MerchantReference ?? "", action.PricePerItemIncVat ?? 0m);

    private static IEnumerable<long> Ids(IEnumerable<AdminTransaction> transactions) => transactions
        .OrderBy(one => one.Timestamp ?? default)
        .ThenBy(one => one.PaymentTransactionId)
        .Select(one => one.PaymentTransactionId!.Value);

    private static bool Is(AdminTransaction one, string type)
        => string.Equals(one.Type, type, StringComparison.Ordinal);

    private IEnumerable<AdminTransaction> Successes()
        => (PaymentTransactions ?? []).Where(one => one.IsCarriedOut && one.PaymentTransactionId is not null);

    private IEnumerable<AdminTransaction> OfType(string type) => Successes().Where(one => Is(one, type));

    private IEnumerable<AdminTransaction> Originals() => Successes().Where(
        one => Is(one, TransactionType.Preauthorization) || (Is(one, TransactionType.Debit) && !BelongsToAnother(one)));

    private IEnumerable<AdminTransaction> LiveOriginals(IReadOnlySet<long> replaced)
        => Originals().Where(one => !replaced.Contains(one.PaymentTransactionId!.Value));

    private static bool IsUnder(AdminTransaction one, IReadOnlySet<long> originals)
        => originals.Contains(one.OriginalPaymentTransactionId ?? 0);

    private IEnumerable<AdminTransaction> Captures() => Successes().Where(
        one => Is(one, TransactionType.Capture) || (Is(one, TransactionType.Debit) && BelongsToAnother(one)));

    private static bool BelongsToAnother(AdminTransaction one)
        => one.OriginalPaymentTransactionId is { } original && original != 0 && original != one.PaymentTransactionId;

    private IEnumerable<AdminItemAction> Actions(string type) => (OrderItemActions ?? []).Where(
        action => string.Equals(action.ActionType, type, StringComparison.Ordinal)
            && Transaction(action) is { IsCarriedOut: true } && !IsAddedToInvoice(action));

    private AdminTransaction? Transaction(AdminItemAction action)
        => action.PaymentTransactionId is { } id ? FindTransaction(id) : null;

    private bool BelongsTo(AdminItemAction action, long original)
        => OriginalOf(action.PaymentTransactionId, action.ActionType == OrderItemActionType.Release) == original;

    /// <summary>
    /// The original that a transaction belongs to. When the transaction names none, it is the only live one. A release
    /// by a replacement belongs to the reservation that it replaced.
    /// </summary>
    private long? OriginalOf(long? id, bool isRelease = false)
    {
        var originals = Originals().Select(one => one.PaymentTransactionId).ToList();
        var named = id is { } known ? FindTransaction(known)?.OriginalPaymentTransactionId : null;
        var namesAnother = named != id && originals.Contains(named);
        if (originals.Contains(id) && !(isRelease && namesAnother)) return id;
        if (namesAnother) return named;
        var live = Ids(LiveOriginals(Replaced())).ToList();
        return live.Count == 1 ? live[0] : named;
    }

    private decimal ReversedOf(long original) => OfType(TransactionType.Reversal)
        .Where(one => OriginalOf(one.PaymentTransactionId) == original)
        .Sum(one => Math.Abs(one.Amount ?? 0m));

    private IEnumerable<long> Older(IEnumerable<long> successors)
        => successors.ToList() is [.. var older, var newest]
            ? older.Where(id => !IsLetGo(newest) || !IsLetGo(id))
            : [];

    /// <summary>True when reversals that name the reservation released all that was not captured under it.</summary>
    private bool IsLetGo(long reservation)
    {
        decimal Under(IEnumerable<AdminTransaction> moved)
            => moved.Where(one => one.OriginalPaymentTransactionId == reservation).Sum(Size);
        var released = Under(OfType(TransactionType.Reversal));
        return released > 0m && released + Under(Captures()) >= Size(FindTransaction(reservation)!);
    }

    private Money Sum(IEnumerable<AdminTransaction> transactions)
    {
        var counted = transactions.ToList();
        var currency = Currency ?? counted.FirstOrDefault()?.Currency
            ?? throw new InvalidOperationException($"Qliro's admin order {OrderId} states no currency.");
        return new(counted.Sum(one => Math.Abs(one.Amount ?? 0m)), currency);
    }
}
