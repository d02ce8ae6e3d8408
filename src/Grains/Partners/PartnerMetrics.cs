using System.Diagnostics.Metrics;

namespace QliroAdapter.Partners;

/// <summary>Partners' outages as numbers; meter <c>QliroAdapter.Partners</c>. Thread-safe.</summary>
public static class PartnerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Partners";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Outages = Meter.CreateCounter<long>(
        "partner.outages", "{outage}", "Times a partner's host was found away.");

    private static readonly Counter<long> Spared = Meter.CreateCounter<long>(
        "partner.calls.spared", "{call}", "Calls that were not sent because the partner's host was away.");

    private static readonly UpDownCounter<long> Away = Meter.CreateUpDownCounter<long>(
        "partner.away", "{host}", "Hosts of the partner that are away now.");

    internal static void WentAway(string partner)
    {
        Outages.Add(1, Of(partner));
        Away.Add(1, Of(partner));
    }

    internal static void CameBack(string partner) => Away.Add(-1, Of(partner));

    internal static void CallSpared(string partner) => Spared.Add(1, Of(partner));

    private static KeyValuePair<string, object?> Of(string partner) => new("partner", partner);
}
