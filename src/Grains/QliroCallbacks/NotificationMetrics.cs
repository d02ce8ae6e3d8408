using System.Diagnostics.Metrics;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Metrics of notifications; meter <c>QliroAdapter.QliroCallbacks</c>. Thread-safe.</summary>
public static class NotificationMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.QliroCallbacks";

    private const string Other = "other";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Notifications = Meter.CreateCounter<long>(
        "qliro.notifications", "{notification}", "Notifications that Qliro sent, by event type.");

    /// <summary>
    /// A label must not be open to values from outside, so everything that is not published is counted together.
    /// </summary>
    private static readonly string[] Published =
        [QliroEventType.ShippingProviderUpdate, "LOYALTY_PROVIDER_MEMBER_CREATE", "LOYALTY_PROVIDER_MEMBER_UPDATE"];

    internal static void Received(string? eventType) => Notifications.Add(1, new KeyValuePair<string, object?>("event",
        Array.Find(Published, known => string.Equals(known, eventType, StringComparison.OrdinalIgnoreCase)) ?? Other));
}
