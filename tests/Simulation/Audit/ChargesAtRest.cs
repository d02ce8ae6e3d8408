using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;
using PaymentState = QliroAdapter.Payments.PaymentState;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// What was saved at a purchase can be charged, and a charge without a shopper was made once, however often it was
/// asked for.
/// </summary>
internal sealed class ChargesAtRest(World world, Auditor auditor)
{
    public void Check(Purchase purchase, NorceOrder order, IReadOnlyList<PaymentDocument> ours)
    {
        // When the order is removed while the bank decides, the charge is removed with it; money that comes then waits
        // for a person.
        if (!world.Offers.Renews || order.Status == OrderStatus.Removed) return;
        var charges = ours.Where(payment => payment.Charge is not null).ToList();
        auditor.Must(!purchase.IsChargeAcknowledged
            || charges.Exists(payment => payment is { QliroOrderId: not null, State: not PaymentState.Removed }),
            $"{purchase.OrderId} was said to be charged and is not");
    }

    /// <summary>Each process can be told to charge, but Qliro accepts the charge once.</summary>
    public void MadeOnce(PaymentDocument charge, int qliroOrders)
        => auditor.Must(qliroOrders <= 1, $"{charge.Key} was charged {qliroOrders} times");

    public void IsKept(PaymentDocument stored, NorcePayment? payment, JsonObject qliroOrder)
    {
        if (!world.Offers.Renews) return;
        auditor.Must(stored.Recurring is not null || qliroOrder["MerchantSavedCreditCard"] is null,
            $"{stored.Key}: Qliro's saved card is forgotten");
        auditor.Must(stored.Recurring is not { } kept || payment?.Recurring?.Token?.Reveal() == kept.Token.Reveal(),
            $"{stored.Key}: what later charges need is not at Norce");
    }
}
