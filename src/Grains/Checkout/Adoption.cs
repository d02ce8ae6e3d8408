using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Recurring;

namespace QliroAdapter.Checkout;

/// <summary>
/// Whether an order or charge that Qliro has under our reference is ours, after a creation whose answer was lost. One
/// that is not ours is left alone and another reference is used, because references need not be unique at Qliro and
/// others may use the account.
/// </summary>
internal static class Adoption
{
    /// <summary>
    /// An order is ours when it is open, of our currency and country, and neither the order of another payment nor one
    /// that this payment had before. Its lines may be older than the cart; they are then updated.
    /// </summary>
    public static bool IsOurs(Turn turn, NorceOrder order, OrderLines lines, QliroOrder found)
        => found is { OrderId: { } id, CustomerCheckoutStatus: CheckoutStatus.InProcess }
            && IsSame(found.Currency, lines.Total.Currency) && IsSame(found.Country, order.Country)
            && turn.Payment.QliroOrderId != id && !turn.Payment.ReplacedOrders.Contains(id)
            && (order.Payments ?? []).All(
                other => other.Id == turn.Key.PaymentId || other.Reference != id.ToString());

    /// <summary>Brings an order that is ours to these lines; its own may be older than the cart.</summary>
    public static async Task<Answer<Done>> Update(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, QliroOrderId id)
    {
        var update = QliroOrderRequest.ForUpdate(turn, configuration, order, lines);
        return turn.Note(
            await turn.Services.Qliro.UpdateOrder(configuration.Account, id, update, turn.Time.Qliro));
    }

    /// <summary>
    /// A charge is ours when it has our currency, country, lines and sum, because it cannot be changed. Fees that Qliro
    /// added do not count.
    /// </summary>
    public static bool IsOurs(PaymentDocument payment, AdminOrder found)
        => IsSame(found.Currency, payment.Amount.Currency) && IsSame(found.Country, payment.Country)
            && ChargeOutcome.Reservations(found).All(one => IsForOurs(payment, found, one));

    /// <summary>
    /// The event for an order or charge that is not ours: nothing more is sent under the old reference.
    /// </summary>
    public static MerchantReferenceChanged OtherReference(PaymentDocument payment)
    {
        var number = payment.QliroOrders + 1;
        return new(
            MerchantReference.For($"{payment.MerchantReference}/{number}", attempt: 1).ToString(), number,
            $"what Qliro has under {payment.MerchantReference} is not ours.");
    }

    private static bool IsForOurs(PaymentDocument payment, AdminOrder found, AdminTransaction reservation)
    {
        var reserved = (found.OrderItemActions ?? [])
            .Where(action => action.ActionType == OrderItemActionType.Reserve
                && action.PaymentTransactionId == reservation.PaymentTransactionId)
            .GroupBy(action => (action.MerchantReference ?? "", action.PricePerItemIncVat ?? 0m))
            .ToDictionary(line => line.Key, line => line.ToList());
        var amount = payment.Amount.Amount;
        if (reserved.Count > 0 && payment.Charge?.Lines is { } lines)
        {
            foreach (var line in lines.GroupBy(line => (line.Reference, line.PriceIncVat)))
            {
                var units = reserved.Remove(line.Key, out var same) ? same.Sum(one => one.Quantity ?? 0) : 0;
                if (units != line.Sum(one => one.Quantity)) return false;
            }
            var added = reserved.Values.SelectMany(line => line).ToList();
            if (added.Exists(one => one.Type != OrderItemType.Fee)) return false;
            amount += added.Sum(one => (one.Quantity ?? 0) * (one.PricePerItemIncVat ?? 0m));
        }
        return Math.Abs(reservation.Amount ?? 0m) == amount;
    }

    private static bool IsSame(string? theirs, string? ours)
        => theirs is null || ours is null || theirs.Equals(ours, StringComparison.OrdinalIgnoreCase);
}
