using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// Refunded ≤ captured ≤ reserved, per line and in sum, by Qliro's own transactions at each commit, whatever the
/// adapter derives from them. The adapter must never believe that more was captured or returned than Qliro has done.
/// </summary>
internal sealed class RawTotals(World world, Auditor auditor)
{
    public void Check(PaymentDocument payment, long qliroOrderId)
    {
        var totals = world.Qliro.Totals(qliroOrderId);
        auditor.Must(totals.Refunded <= totals.Captured && totals.Captured + totals.Released <= totals.Authorized,
            $"{payment.Key}: Qliro's admin order {totals}");
        var (captured, returned) = (payment.Ledger.Captured, payment.Ledger.Returned);
        auditor.Must(captured * 100m <= totals.Captured && returned * 100m <= totals.Refunded,
            $"{payment.Key}: captured {captured} and returned {returned} here, {totals}");
        var lines = world.Qliro.LineTotals(qliroOrderId);
        foreach (var line in lines)
            auditor.Must(line.Returned <= line.Captured && line.Captured <= line.Reserved, $"{payment.Key}: {line}");
        foreach (var line in payment.Ledger.Lines)
        {
            var raw = lines.FirstOrDefault(one => one.Reference == line.Reference && one.IncVat == line.PriceIncVat);
            auditor.Must(line.Captured <= (raw?.Captured ?? 0), $"{payment.Key}: {line} here, {raw} at Qliro");
        }
    }
}
