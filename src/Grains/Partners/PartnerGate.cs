using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// Stands before one host of a partner. Closed to calls while the host is away, but for one at a time that sees whether
/// it is back, ever more seldom. A call that is not let through certainly never left. Due work that it holds back gets
/// a time of its own after the next try, so that a partner coming back is not met by all payments at once. Thread-safe.
/// </summary>
internal sealed partial class PartnerGate
{
    private const double HalfOfThem = 0.5;

    // Payments beyond those that fit in here share its seconds with others, so that nobody waits longer.
    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly ResiliencePipeline<Passage> pipeline;
    private readonly SteadyClock clock;
    private readonly Func<double> draw;
    private readonly OutageOptions options;
    private readonly ILogger logger;
    private DateTimeOffset? awaySince;
    private DateTimeOffset triedAgainAt;
    private DateTimeOffset nextPlace;
    private long spared;

    public PartnerGate(
        string partner, string host, TimeProvider clock, Func<double> draw, OutageOptions options, ILogger logger)
    {
        (Partner, Host) = (partner, host);
        (this.clock, this.draw, this.options, this.logger) = (new(clock), draw, options, logger);
        pipeline = new ResiliencePipelineBuilder<Passage> { TimeProvider = this.clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Passage>
            {
                FailureRatio = HalfOfThem,
                MinimumThroughput = options.CallsLeast,
                SamplingDuration = Window,
                StateProvider = breaker,
                ShouldHandle = tried => ValueTask.FromResult(IsBad(tried.Outcome.Result)),
                // Called where it opens, at once; the library's events come later, on another thread.
                BreakDurationGenerator = after => ValueTask.FromResult(Opened(after.HalfOpenAttempts)),
            })
            .Build();
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
                    AwaySince = awaySince is { } since ? clock.Shown(since) : null,
                    TriedAgainAt = awaySince is null ? null : clock.Shown(triedAgainAt),
                    CallsSpared = spared,
                };
            }
        }
    }

    /// <summary>Sends, or answers null at once.</summary>
    public async ValueTask<Passage?> Pass<TCall>(Func<TCall, ValueTask<Polly.Outcome<Passage>>> send, TCall call)
    {
        // The call watches its own time: a withdrawal seen here would count as an answer of the partner's.
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        var outcome = await pipeline.ExecuteOutcomeAsync(
            static (_, state) => state.Send(state.Call), context, (Send: send, Call: call));
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            PartnerMetrics.CallSpared(Partner);
            lock (gate) spared++;
            return null;
        }

        outcome.ThrowIfException();
        if (breaker.CircuitState == CircuitState.Closed) Closed();
        return outcome.Result;
    }

    /// <summary>
    /// When one payment's due work may go on; null when it may now, also as the call that sees whether the partner is
    /// back.
    /// </summary>
    public DateTimeOffset? HoldsUntil()
    {
        // Asked before our lock is taken: the breaker calls us under its own.
        var isTried = breaker.CircuitState == CircuitState.HalfOpen;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (awaySince is null || (!isTried && now >= triedAgainAt)) return null;
            var first = triedAgainAt > now ? triedAgainAt : now;
            if (nextPlace < first || nextPlace > first + LongestSpread) nextPlace = first;
            var step = TimeSpan.FromSeconds(1 / options.PaymentsPerSecond);
            var place = nextPlace + (step * draw());
            nextPlace += step;
            return clock.Shown(place);
        }
    }

    /// <summary>
    /// A try that nobody waited for to the end says nothing while all is well, and proves nothing after it was not.
    /// </summary>
    private bool IsBad(Passage? passage) => passage?.Sign switch
    {
        PartnerSign.Away => true,
        PartnerSign.Unsaid => breaker.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };

    /// <summary>Answers the pause until the next try. A quarter is drawn, so that nodes do not try together.</summary>
    private TimeSpan Opened(int triesBefore)
    {
        var seconds = options.FirstSeconds * Math.Pow(2, Math.Min(triesBefore, 20));
        var pause = TimeSpan.FromSeconds(Math.Min(seconds, options.LongestSeconds) * (0.75 + (0.25 * draw())));
        lock (gate)
        {
            triedAgainAt = clock.GetUtcNow() + pause;
            if (awaySince is not null) return pause;
            awaySince = clock.GetUtcNow();
        }

        PartnerMetrics.WentAway(Partner);
        LogAway(Partner, Host);
        return pause;
    }

    private void Closed()
    {
        TimeSpan took;
        long calls;
        lock (gate)
        {
            if (awaySince is not { } since) return;
            took = clock.GetUtcNow() - since;
            calls = spared;
            (awaySince, spared) = (null, 0);
        }

        PartnerMetrics.CameBack(Partner);
        LogBack(Partner, Host, (long)took.TotalSeconds, calls);
    }

    [LoggerMessage(8110, LogLevel.Warning,
        "{Partner} is away at {Host}: calls are refused at once and due work waits until it answers again.")]
    private partial void LogAway(string partner, string host);

    [LoggerMessage(8111, LogLevel.Warning,
        "{Partner} answers again at {Host} after {Seconds} s, in which {Calls} calls were not sent.")]
    private partial void LogBack(string partner, string host, long seconds, long calls);
}
