using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// Calls whose caller did not prove itself. Anybody can make them, any number, so each is counted and only the first of
/// a minute are logged; one line at the minute's end says how many more there were. One per process; thread-safe.
/// </summary>
internal sealed partial class RefusedCalls : IDisposable
{
    /// <summary>How many are logged in a minute, for each kind of proof. Enough to see where they come from.</summary>
    public const int LoggedMax = 5;

    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Tally[] tallies;
    private readonly Tally alarms;

    public RefusedCalls(TimeProvider clock, ILogger<RefusedCalls> logger)
    {
        (this.clock, this.logger) = (clock, logger);
        tallies = [.. Enum.GetValues<Proof>().Select(proof => new Tally(this, more => MoreNotProven(more, proof)))];
        alarms = new(this, MoreTokensOfAnother);
    }

    /// <param name="proof">What was missing or wrong.</param>
    /// <param name="found">What it was worth.</param>
    /// <param name="isMissing">Whether there was none, or a wrong one.</param>
    /// <param name="route">The pattern of the route, not the path, which is as long as the caller likes.</param>
    public void Count(Proof proof, ProofFound found, bool isMissing, string? route)
    {
        if (found.Owner is { } owner)
        {
            AdapterMetrics.TokenOfAnotherPayment();
            if (alarms.MayLog()) TokenOfAnother(route, owner);
        }
        AdapterMetrics.CallRefused(proof == Proof.BearerToken ? "bearer-token" : "callback-token", isMissing);
        if (tallies[(int)proof].MayLog()) CallerNotProven(proof, route);
    }

    public void Dispose()
    {
        foreach (var tally in tallies) tally.End();
        alarms.End();
    }

    /// <summary>What happened in the minute that began with the first refusal.</summary>
    private sealed class Tally(RefusedCalls calls, Action<long> logMore)
    {
        private readonly Lock gate = new();
        private ITimer? end;
        private int logged;
        private long more;

        public bool MayLog()
        {
            lock (gate)
            {
                end ??= Timer();
                if (logged < LoggedMax)
                {
                    logged++;
                    return true;
                }
                more++;
                return false;
            }
        }

        public void End()
        {
            long counted;
            lock (gate)
            {
                counted = more;
                end?.Dispose();
                (end, logged, more) = (null, 0, 0);
            }
            if (counted > 0) logMore(counted);
        }

        // The summary must not carry the log scope of the request that began the minute.
        private ITimer Timer()
        {
            using var apart = ExecutionContext.SuppressFlow();
            return calls.clock.CreateTimer(_ => End(), null, minute, Timeout.InfiniteTimeSpan);
        }
    }
}
