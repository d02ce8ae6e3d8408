using Orleans.Dashboard;

namespace QliroAdapter.Silo;

/// <summary>
/// Orleans' dashboard of a silo. Its page of counters is left empty: for it the dashboard listens to all of Orleans'
/// instruments a second time, with room for 2000 series each (14 MB), adds up each measurement of each message once
/// more, and sends all of them to a grain every second. The same counters are in <c>/metrics</c>.
/// </summary>
internal static class GrainDashboard
{
    /// <summary>What of the dashboard listens to them; the type is not public.</summary>
    internal const string Listener = "DashboardHost";

    /// <summary>Adds the dashboard's grains and services to a silo.</summary>
    public static void AddTo(ISiloBuilder silo)
    {
        // The trace page would stream the log to the browser.
        silo.AddDashboard(pages => pages.HideTrace = true);
        silo.Services.Remove(StartOfListener(silo.Services));
    }

    /// <summary>
    /// The registration by which the listener hears of the silo's start; it follows the listener's own.
    /// </summary>
    private static ServiceDescriptor StartOfListener(IServiceCollection services)
        => services.SkipWhile(service => service.ServiceType.Name != Listener)
            .First(service => service.ServiceType == typeof(ILifecycleParticipant<ISiloLifecycle>));
}
