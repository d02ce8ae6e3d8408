using System.Diagnostics.Metrics;

namespace QliroAdapter.Ops;

/// <summary>Comparisons as numbers; meter <c>QliroAdapter.Ops</c>. Thread-safe.</summary>
public static class DriftMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Ops";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Compared = Meter.CreateCounter<long>(
        "payment.comparisons", "{payment}", "Payments compared at Norce, here and at Qliro.");

    private static readonly Counter<long> Found = Meter.CreateCounter<long>(
        "payment.drifts", "{drift}", "Differences found, by name, and whether they were repaired or parked.");

    internal static void Note(IReadOnlyList<FoundDrift> drifts)
    {
        Compared.Add(1);
        foreach (var drift in drifts)
        {
            Found.Add(1, new("drift", drift.Name), new("end", drift.Repair is null ? "parked" : "repaired"));
        }
    }
}
