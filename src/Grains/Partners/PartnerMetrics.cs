using System.Diagnostics.Metrics;

namespace QliroAdapter.Partners;

/// <summary>Metrics of partners' outages; meter <c>QliroAdapter.Partners</c>. Thread-safe.</summary>
public static class PartnerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Partners";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Outages = Meter.CreateCounter<long>(
        "partner.outages", "{outage}", "Times the circuit breaker of a partner's host opened.");

    private static readonly Counter<long> NotSent = Meter.CreateCounter<long>(
        "partner.calls.not_sent", "{call}", "Calls that were not sent because the host's circuit breaker was open.");

    private static readonly UpDownCounter<long> OpenCircuits = Meter.CreateUpDownCounter<long>(
        "partner.circuits.open", "{host}", "Hosts of the partner whose circuit breaker is open now.");

    internal static void CircuitOpened(string partner)
    {
        Outages.Add(1, Of(partner));
        OpenCircuits.Add(1, Of(partner));
    }

    internal static void CircuitClosed(string partner) => OpenCircuits.Add(-1, Of(partner));

    internal static void CallNotSent(string partner) => NotSent.Add(1, Of(partner));

    private static KeyValuePair<string, object?> Of(string partner) => new("partner", partner);
}
