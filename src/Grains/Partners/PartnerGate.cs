using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// Stands before one host of a partner. Closed to calls while the host is away, but for one at a time that sees whether it
/// is back, ever more seldom. A call that is not let through certainly never left. Due work that it holds back gets a time
/// of its own after the next try, so that a partner coming back is not met by all payments at once. It leaves a call on
/// the thread it came on, so that a simulation decides what happens when. Thread-safe.
/// </summary>
internal sealed partial class PartnerGate
{
    // Payments beyond those that fit in here share its seconds with others, so that nobody waits longer.
    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly RecentCalls recent = new(Window);
    private readonly TimeProvider clock;
    private readonly Func<double> draw;
    private readonly OutageOptions options;
    private readonly ILogger logger;
    private DateTimeOffset? awaySince;
    private DateTimeOffset triedAgainAt;
    private DateTimeOffset nextPlace;
    private bool isTrying;
    private int triesFailed;
    private long spared;

    public PartnerGate(
        string partner, string host, TimeProvider clock, Func<double> draw, OutageOptions options, ILogger logger)
    {
        (Partner, Host) = (partner, host);
        (this.clock, this.draw, this.options, this.logger) = (clock, draw, options, logger);
    }

    public string Partner { get; }

    public string Host { get; }

    public PartnerStanding Standing
    {
        get
        {
            lock (gate)
            {
                return new()
                {
                    Partner = Partner,
                    Host = Host,
                    AwaySince = awaySince,
                    TriedAgainAt = awaySince is null ? null : triedAgainAt,
                    CallsSpared = spared,
                };
            }
        }
    }

    /// <summary>Sends, or answers at once what a call that was not sent is answered.</summary>
    public async Task<Attempt> Pass(Func<Task<Attempt>> send, Func<Attempt> notSent)
    {
        if (!LetsThrough(out var isTry))
        {
            PartnerMetrics.CallSpared(Partner);
            return notSent();
        }

        Attempt? attempt = null;
        try
        {
            return attempt = await send();
        }
        finally
        {
            Learn(attempt?.Sign, isTry);
        }
    }

    /// <summary>
    /// When one payment's due work may go on; null when it may now, also as the call that sees whether the partner is back.
    /// </summary>
    public DateTimeOffset? HoldsUntil()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (awaySince is null || (!isTrying && now >= triedAgainAt)) return null;
            var first = triedAgainAt > now ? triedAgainAt : now;
            if (nextPlace < first || nextPlace > first + LongestSpread) nextPlace = first;
            var step = TimeSpan.FromSeconds(1 / options.PaymentsPerSecond);
            var place = nextPlace + (step * draw());
            nextPlace += step;
            return place;
        }
    }

    private bool LetsThrough(out bool isTry)
    {
        lock (gate)
        {
            isTry = awaySince is not null && !isTrying && clock.GetUtcNow() >= triedAgainAt;
            if (awaySince is not null && !isTry) spared++;
            isTrying |= isTry;
            return awaySince is null || isTry;
        }
    }

    /// <summary>
    /// A try that nobody waited for to the end says nothing while all is well, and proves nothing after it was not. What
    /// was sent before the host went away is no news after it.
    /// </summary>
    private void Learn(PartnerSign? sign, bool isTry)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (isTry)
            {
                isTrying = false;
                if (sign is null or PartnerSign.Away or PartnerSign.Unsaid) triedAgainAt = now + Break(++triesFailed);
                else Open(now);
            }
            else if (awaySince is null)
            {
                recent.Add(now, sign == PartnerSign.Away);
                if (sign == PartnerSign.Away && recent.AreMostlyBad(options.CallsLeast)) Close(now);
            }
        }
    }

    private void Close(DateTimeOffset now)
    {
        recent.Clear();
        triesFailed = 0;
        awaySince = now;
        triedAgainAt = now + Break(triesFailed);
        PartnerMetrics.WentAway(Partner);
        LogAway(Partner, Host);
    }

    private void Open(DateTimeOffset now)
    {
        PartnerMetrics.CameBack(Partner);
        LogBack(Partner, Host, (long)(now - awaySince!.Value).TotalSeconds, spared);
        (awaySince, spared) = (null, 0);
    }

    /// <summary>A quarter is drawn, so that nodes do not try together.</summary>
    private TimeSpan Break(int triesBefore)
    {
        var seconds = options.FirstSeconds * Math.Pow(2, Math.Min(triesBefore, 20));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.LongestSeconds) * (0.75 + (0.25 * draw())));
    }

    [LoggerMessage(8110, LogLevel.Warning,
        "{Partner} is away at {Host}: calls are refused at once and due work waits until it answers again.")]
    private partial void LogAway(string partner, string host);

    [LoggerMessage(8111, LogLevel.Warning,
        "{Partner} answers again at {Host} after {Seconds} s, in which {Calls} calls were not sent.")]
    private partial void LogBack(string partner, string host, long seconds, long calls);
}
