using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;
using QliroAdapter.Upselling;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// Goods that Qliro added to a purchase are on the Norce payment, and both partners want the same amount for all of it.
/// </summary>
internal sealed class GoodsAtRest(World world, Auditor auditor)
{
    public void Check(PaymentDocument stored, NorcePayment? payment, Purchase purchase, long id)
    {
        auditor.Must(stored.Upsell is not { IsOpen: true }, $"{stored.Key} still waits for goods");
        if (purchase.Additions.Exists(added => added.CannotBeKnown)) return;
        foreach (var added in purchase.Additions.Where(added => added.QliroOrderId == id))
        {
            var attempt = stored.Upsell?.Attempts.FirstOrDefault(one => one.TransactionId == added.TransactionId);
            auditor.Must(attempt?.State == UpsellState.Completed,
                $"{stored.Key}: goods of {added} are {attempt?.State} here");
            auditor.Must(payment?.Upsell?.Transactions?.Any(one => one.Id == attempt?.Id
                && one.State == "completed") == true,
                $"{stored.Key}: goods of {added} are not on the Norce order");
        }
        var total = (decimal)world.Qliro.Order(id)["TotalPrice"]!;
        auditor.Must(payment?.Amount == total - (stored.AmountMismatch ?? 0m),
            $"{stored.Key} covers {payment?.Amount} at Norce, {total} at Qliro less {stored.AmountMismatch}");
    }
}
