using Microsoft.Extensions.Options;

namespace QliroAdapter.Payments;

/// <summary>
/// The budget of the sweep: every payment that still waits for something is compared when its wait is over, and each
/// comparison gets a time of its own, a limited number in a second. A comparison costs one call to each partner. One
/// per process; thread-safe.
/// </summary>
public sealed class SweepPace(IOptions<ReconciliationOptions> options)
{
    private readonly Lock gate = new();
    private DateTimeOffset nextPlace;

    /// <summary>The time of the next comparison.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        lock (gate)
        {
            var place = nextPlace > now ? nextPlace : now;
            nextPlace = place + TimeSpan.FromSeconds(1 / options.Value.ComparisonsPerSecond);
            return place;
        }
    }
}
