using Microsoft.Extensions.Options;

namespace QliroAdapter.Payments;

/// <summary>
/// The sweep's budget: every payment that is not at rest is compared when its wait is over, and each such comparison
/// gets a time of its own, so many in a second. It costs one call to each partner. One per process; thread-safe.
/// </summary>
public sealed class SweepPace(IOptions<ReconciliationOptions> options)
{
    private readonly Lock gate = new();
    private DateTimeOffset nextPlace;

    /// <summary>When the next comparison may be made.</summary>
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
