using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Qliro's admin order as a ledger. A reservation that another replaced (upsell, update) counts as released.
/// </summary>
public static class LedgerTranslation
{
    public static Ledger Translate(AdminOrder order)
    {
        var left = Sum(order.RemainingToShip().SelectMany(reservation => reservation.Lines));
        var toReturn = Sum(order.Refundable().SelectMany(capture => capture.Lines));
        var reserved = Actions(order, OrderItemActionType.Reserve);
        var captured = Actions(order, OrderItemActionType.Ship);
        return new()
        {
            Lines =
            [
                .. reserved.Keys.Union(captured.Keys).Select(line => Line(
                    line, Units(reserved, line), Units(captured, line), Units(left, line), Units(toReturn, line))),
            ],
            Kept = order.KeptOfReturns(),
        };
    }

    private static LedgerLine Line(Identity line, int reserved, int captured, int left, int toReturn)
    {
        var held = Math.Max(reserved, captured + left);
        return new(
            line.Reference, line.Type, line.PriceIncVat, held, captured, captured - toReturn, held - captured - left);
    }

    private static Dictionary<Identity, int> Actions(AdminOrder order, string type) => (order.OrderItemActions ?? [])
        .Where(action => action.ActionType == type
            && order.FindTransaction(action.PaymentTransactionId ?? 0) is { IsSuccess: true })
        .GroupBy(action => new Identity(
            action.MerchantReference ?? "", action.Type ?? OrderItemType.Product, action.PricePerItemIncVat ?? 0m))
        .ToDictionary(line => line.Key, line => line.Sum(action => action.Quantity ?? 0));

    private static Dictionary<Identity, int> Sum(IEnumerable<AdminLine> lines) => lines
        .GroupBy(line => new Identity(line.MerchantReference, line.Type, line.PricePerItemIncVat))
        .ToDictionary(line => line.Key, line => line.Sum(units => units.Quantity));

    private static int Units(Dictionary<Identity, int> units, Identity line) => units.GetValueOrDefault(line);

    private readonly record struct Identity(string Reference, string Type, decimal PriceIncVat);
}
