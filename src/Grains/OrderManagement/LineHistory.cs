using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>The lines that a reservation or a capture had originally.</summary>
internal sealed class LineHistory(AdminOrder adminOrder)
{
    public IReadOnlyList<AdminLine> Reserved(long reservation) => Lines(OrderItemActionType.Reserve, [reservation]);

    public IReadOnlyList<AdminLine> Shipped(long capture) => Lines(OrderItemActionType.Ship, [capture]);

    /// <summary>The lines of the reservation that was captured; null when it cannot be determined.</summary>
    public IReadOnlyList<AdminLine>? ReservedFor(long capture)
        => ReservationOf(capture) is { } reservation ? Reserved(reservation) : null;

    /// <summary>The units that earlier captures took from the same reservation.</summary>
    public IReadOnlyList<AdminLine> ShippedBefore(long capture)
    {
        var reservation = ReservationOf(capture);
        return Lines(OrderItemActionType.Ship, [.. Ids(OrderItemActionType.Ship)
            .Where(id => id < capture && ReservationOf(id) == reservation)]);
    }

    private long? ReservationOf(long capture)
    {
        var reservations = Ids(OrderItemActionType.Reserve).ToList();
        if (adminOrder.FindTransaction(capture)?.OriginalPaymentTransactionId is { } named
            && reservations.Contains(named))
            return named;
        return reservations is [var only] ? only : null;
    }

    private IEnumerable<long> Ids(string type) => Actions(type).Select(action => action.PaymentTransactionId!.Value)
        .Distinct();

    private List<AdminLine> Lines(string type, IReadOnlyList<long> transactions) =>
    [
        .. Actions(type).Where(action => transactions.Contains(action.PaymentTransactionId!.Value))
            .GroupBy(action => (action.MerchantReference, action.PricePerItemIncVat))
            .Select(same => new AdminLine
            {
                MerchantReference = same.Key.MerchantReference ?? "",
                Type = same.First().Type ?? OrderItemType.Product,
                PricePerItemIncVat = same.Key.PricePerItemIncVat ?? 0m,
                Quantity = same.Sum(action => action.Quantity ?? 0),
            }),
    ];

    private IEnumerable<AdminItemAction> Actions(string type) => (adminOrder.OrderItemActions ?? [])
        .Where(action => action.ActionType == type && action.PaymentTransactionId is { } id
            && adminOrder.FindTransaction(id) is { IsCarriedOut: true });
}
