namespace QliroAdapter.Qliro;

/// <content>
/// The rules that Qliro's raw admin order must meet: refunded ≤ captured ≤ reserved, per line and in sum. They are
/// checked on transactions and line actions directly, not on the figures that captures and refunds are computed from,
/// so that a mistake in those figures is found.
/// </content>
public sealed partial record AdminOrder
{
    /// <summary>What the rules said about these lists; they judge at the reading, and with the ledger.</summary>
    private Verdict? verdict;

    /// <summary>
    /// The first rule that the admin order breaks, as a sentence; null when it breaks none. Per line: under each
    /// reservation, replaced ones included, no more is shipped than it reserved; under each capture no more is returned
    /// than it shipped; nothing is shipped that nobody reserved. In sum: captures are worth no more than reservations,
    /// and refunds of captures no more than captures.
    /// </summary>
    public string? Contradiction()
    {
        if (verdict is not { } known || known.Actions != OrderItemActions || known.Transactions != PaymentTransactions)
            verdict = known = new(OrderItemActions, PaymentTransactions, BrokenRule());
        return known.Broken;
    }

    private string? BrokenRule()
        => LineContradiction(
                OrderItemActionType.Ship, Originals(), OrderItemActionType.Reserve, "captured than was reserved")
            ?? LineContradiction(
                OrderItemActionType.Return, Captures(), OrderItemActionType.Ship, "returned than was captured")
            ?? SumContradiction();

    private string? LineContradiction(
        string spends, IEnumerable<AdminTransaction> givers, string gives, string what)
    {
        var ids = givers.Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        var given = Actions(gives).Where(action => ids.Contains(action.PaymentTransactionId!.Value))
            .GroupBy(action => (action.PaymentTransactionId, Identity(action)))
            .ToDictionary(line => line.Key, Units);
        foreach (var line in Actions(spends).GroupBy(action => (GiverOf(action, ids), Identity(action))))
        {
            var left = given.GetValueOrDefault(line.Key);
            if (Units(line) > left)
                return $"Qliro's admin order shows more {what}: {Units(line)} of {line.Key.Item2.Reference} where "
                    + $"transaction {line.Key.Item1} has {left}.";
        }
        return null;
    }

    private string? SumContradiction()
    {
        var captures = Captures().Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        var refunded = GiveBacks(captures).Sum(Size);
        var captured = Captures().Sum(Size);
        var reserved = LiveOriginals(Replaced()).Concat(Captures().Where(one => IsUnder(one, Replaced()))).Sum(Size);
        if (captured > reserved)
            return $"Qliro's admin order shows {captured:0.00} captured of {reserved:0.00} reserved.";
        return refunded > captured ? $"Qliro's admin order shows {refunded:0.00} refunded of {captured:0.00} captured."
            : null;
    }

    /// <summary>
    /// The transaction that an action's quantity was taken from: the one that its transaction names, or the only one
    /// there is, or its own.
    /// </summary>
    private long? GiverOf(AdminItemAction action, HashSet<long> givers)
    {
        var id = action.PaymentTransactionId;
        if (id is { } own && givers.Contains(own)) return own;
        var named = Transaction(action)?.OriginalPaymentTransactionId;
        if (named is { } other && givers.Contains(other)) return other;
        return givers.Count == 1 ? givers.Single() : named;
    }

    private static int Units(IEnumerable<AdminItemAction> actions) => actions.Sum(action => action.Quantity ?? 0);

    private static decimal Size(AdminTransaction one) => Math.Abs(one.Amount ?? 0m);

    /// <summary>Belongs to the lists it was made of: a copy of the order may have others.</summary>
    private sealed record Verdict(
        IReadOnlyList<AdminItemAction>? Actions, IReadOnlyList<AdminTransaction>? Transactions, string? Broken);
}
