using System.Diagnostics.Metrics;
using QliroAdapter.Ops;

namespace QliroAdapter.Reconciliation;

/// <summary>Metrics of comparisons; meter <c>QliroAdapter.Ops</c>. Thread-safe.</summary>
public static class ReconciliationMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Ops";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Compared = Meter.CreateCounter<long>(
        "payment.comparisons", "{payment}", "Payments compared at Norce, here and at Qliro.");

    private static readonly Counter<long> Found = Meter.CreateCounter<long>(
        "payment.discrepancies", "{discrepancy}",
        "Differences found, by name, and whether they were repaired or parked.");

    internal static void Note(IReadOnlyList<FoundDiscrepancy> discrepancies)
    {
        Compared.Add(1);
        foreach (var discrepancy in discrepancies)
        {
            Found.Add(1, new("discrepancy", discrepancy.Name),
                new("end", discrepancy.Repair is null ? "parked" : "repaired"));
        }
    }
}
