using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Qliro's admin order as a ledger. A reservation that another replaced (upsell, update) is not in it, but for what was
/// captured under it. Nothing is made to fit: numbers that contradict each other stay so, see
/// <see cref="OperationInvariants"/>.
/// </summary>
public static class LedgerTranslation
{
    public static Ledger Translate(AdminOrder order)
    {
        var left = Units(order.RemainingToShip());
        var toReturn = Units(order.Unreturned());
        var reserved = order.ReservedLines().ToLookup(Identity);
        var captured = order.ShippedLines().ToLookup(Identity);
        return new()
        {
            Lines =
            [
                .. reserved.Concat(captured).DistinctBy(line => line.Key).Select(line => Line(
                    line.First(), Sum(reserved[line.Key]), Sum(captured[line.Key]),
                    left.GetValueOrDefault(line.Key), toReturn.GetValueOrDefault(line.Key))),
            ],
            Kept = order.KeptOfReturns(),
            Returnable = order.Refundable().Sum(left => left.Returnable),
            Contradiction = order.Contradiction(),
        };
    }

    private static LedgerLine Line(AdminItemAction line, int reserved, int captured, int left, int toReturn) => new(
        line.MerchantReference ?? "", line.Type ?? OrderItemType.Product, line.PricePerItemIncVat ?? 0m,
        reserved, captured, captured - toReturn, reserved - captured - left);

    private static Dictionary<(string, decimal), int> Units(IEnumerable<AdminTransactionLines> groups) => groups
        .SelectMany(group => group.Lines)
        .GroupBy(line => (line.MerchantReference, line.PricePerItemIncVat))
        .ToDictionary(line => line.Key, line => line.Sum(units => units.Quantity));

    private static int Sum(IEnumerable<AdminItemAction> actions) => actions.Sum(action => action.Quantity ?? 0);

    private static (string Reference, decimal Price) Identity(AdminItemAction action)
        => (action.MerchantReference ?? "", action.PricePerItemIncVat ?? 0m);
}
