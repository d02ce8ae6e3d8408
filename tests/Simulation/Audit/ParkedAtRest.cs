using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using PaymentState = QliroAdapter.Payments.PaymentState;

namespace QliroAdapter.Simulation.Audit;

/// <summary>What is parked for an operator can only be decided by a person, and its reason still holds.</summary>
internal sealed class ParkedAtRest(World world, Auditor auditor)
{
    public void Check(NorceOrder order, PaymentDocument stored)
    {
        foreach (var entry in stored.Outbox.Where(entry => entry.IsParked))
            auditor.Must(Fits(entry.Problem!, order, stored),
                $"{stored.Key} is parked at {entry.Kind} for {entry.Problem}, order {order.Status}");
    }

    /// <summary>True when a parked reason names the money of this Qliro order.</summary>
    public static bool Tells(PaymentDocument stored, string reference, long qliroOrderId)
        => stored.Outbox.Any(entry => entry.IsParked)
        && (stored.QliroOrderId?.Value == qliroOrderId || stored.MerchantReference == reference
            || stored.ReplacedOrders.Any(replaced => replaced.Value == qliroOrderId));

    private bool Fits(string why, NorceOrder order, PaymentDocument stored)
    {
        var payment = order.FindPayment(PaymentKey.Parse(stored.Key).PaymentId);
        if (Says(why, "Qliro completed a purchase of a payment that is")
            || Says(why, "Qliro holds money of a payment that is"))
            return stored.State is PaymentState.Removed or PaymentState.Declined && IsSold(stored);
        // The order may have been on hold then, and have been refused since.
        if (Says(why, "Norce has the order as") && Says(why, "while Qliro holds its money"))
            return order.Status is OrderStatus.Declined or OrderStatus.Removed
                && (stored.State.IsPurchased() || stored.State == PaymentState.Declined);
        if (Says(why, "Norce has this payment as removed."))
            return payment is { IsLive: false } && stored.State != PaymentState.Removed;
        if (Says(why, "Norce's order no longer has this payment.")) return payment is null;
        if (Says(why, "had taken its place: cancel it at Qliro."))
            return stored.ReplacedOrders.Any(id => IsSold(id.Value));
        // Nobody answered Qliro's validation, and it took silence for an approval of lines that Norce never committed.
        // The platform may have moved the order on since, which approves it here.
        if (Says(why, "goods-differ-at-qliro: "))
            return (stored.ApprovedAt is null || world.Front.WasSilentAbout(PaymentKey.Parse(stored.Key)))
                && IsSold(stored);
        if (Says(why, "Qliro released the reservation and nobody here asked for it"))
            return world.Purchases.Exists(purchase => purchase.OrderId == order.Id && purchase.ReleasedAtQliro);
        return false;
    }

    private bool IsSold(PaymentDocument stored) => stored.QliroOrderId is { } id
        ? IsSold(id.Value)
        : world.Qliro.OrderIds.Any(one
            => (string?)world.Qliro.Request(one)["MerchantReference"] == stored.MerchantReference && IsSold(one));

    private bool IsSold(long id) => world.Qliro.Status(id) is CheckoutStatus.Completed or CheckoutStatus.OnHold;

    private static bool Says(string why, string words) => why.Contains(words, StringComparison.Ordinal);
}
