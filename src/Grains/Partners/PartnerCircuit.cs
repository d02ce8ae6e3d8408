using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// The circuit breaker of one host of a partner. It is open while the host does not answer: no call is sent except a
/// trial call from time to time, less and less often. A call that is not let through has certainly not been sent. Due
/// work that must wait gets its own time after the next trial call, so that a recovering partner is not called for all
/// payments at once. Thread-safe.
/// </summary>
internal sealed partial class PartnerCircuit
{
    private const double HalfOfThem = 0.5;

    // Payments that do not fit into this time share its seconds, so that none waits longer.
    private static readonly TimeSpan longestSpread = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan window = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly FailuresInARow few = new(window);
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly ResiliencePipeline<CircuitResult> pipeline;
    private readonly SteadyClock clock;
    private readonly Func<double> jitter;
    private readonly OutageOptions options;
    private readonly LogSamples changes;
    private readonly ILogger logger;
    private DateTimeOffset? openSince;
    private DateTimeOffset usedAt;
    private DateTimeOffset triedAgainAt;
    private DateTimeOffset nextPlace;
    private long notSent;
    private DateTimeOffset? answeredAt;
    private DateTimeOffset? failedAt;
    private long failuresInARow;

    public PartnerCircuit(
        string partner, string host, TimeProvider clock, Func<double> jitter, OutageOptions options, LogSamples changes,
        ILogger logger)
    {
        (Partner, Host) = (partner, host);
        (this.clock, this.jitter, this.options) = (new(clock), jitter, options);
        (this.changes, this.logger) = (changes, logger);
        usedAt = this.clock.GetUtcNow();
        pipeline = new ResiliencePipelineBuilder<CircuitResult> { TimeProvider = this.clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CircuitResult>
            {
                FailureRatio = HalfOfThem,
                MinimumThroughput = options.CallsMin,
                SamplingDuration = window,
                StateProvider = breaker,
                ShouldHandle = tried => ValueTask.FromResult(IsBad(tried.Outcome.Result)),
                // Used instead of the library's events, because it is called at once; the events come later, on another
                // thread.
                BreakDurationGenerator = after => ValueTask.FromResult(Opened(after.HalfOpenAttempts)),
            })
            .Build();
    }

    public string Partner { get; }

    public string Host { get; }

    public PartnerHealth Health
    {
        get
        {
            lock (gate)
            {
                return new()
                {
                    Partner = Partner,
                    Host = Host,
                    OpenSince = openSince is { } since ? clock.Shown(since) : null,
                    TriedAgainAt = openSince is null ? null : clock.Shown(triedAgainAt),
                    CallsNotSent = notSent,
                    AnsweredAt = answeredAt is { } answered ? clock.Shown(answered) : null,
                    FailedAt = failedAt is { } failed ? clock.Shown(failed) : null,
                    FailuresInARow = failuresInARow,
                };
            }
        }
    }

    /// <summary>How long nobody has called the host or asked for it.</summary>
    public TimeSpan Idle
    {
        get { lock (gate) return clock.GetUtcNow() - usedAt; }
    }

    /// <summary>Sends the call, or returns null at once when the circuit is open.</summary>
    public async ValueTask<CircuitResult?> Pass<TCall>(
        Func<TCall, ValueTask<Polly.Outcome<CircuitResult>>> send, TCall call)
    {
        if (!MayPass(out var isTrial)) return NotSent();
        // The call has its own cancellation: one that the breaker sees would count as an answer of the partner.
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        var outcome = await pipeline.ExecuteOutcomeAsync(
            static (_, state) => state.Send(state.Call), context, (Send: send, Call: call)).ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        Count(outcome.Result?.Sign, isTrial);
        if (outcome.Exception is BrokenCircuitException) return NotSent();
        outcome.ThrowIfException();
        if (breaker.CircuitState == CircuitState.Closed) Closed();
        return outcome.Result;
    }

    // A caller's merchant may be part of the host, and each has a circuit.
    private bool MayLog() => logger.IsEnabled(LogLevel.Warning) && changes.MayLog("circuit");

    private CircuitResult? NotSent()
    {
        AdapterMetrics.CallNotSent(Partner);
        lock (gate) notSent++;
        return null;
    }

    private bool MayPass(out bool isTrial)
    {
        lock (gate)
        {
            usedAt = clock.GetUtcNow();
            return few.MayPass(usedAt >= triedAgainAt, out isTrial);
        }
    }

    private void Count(HostSign? sign, bool isTrial)
    {
        var isClosed = breaker.CircuitState == CircuitState.Closed;
        int? opens;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (sign == HostSign.Answers) (answeredAt, failuresInARow) = (now, 0);
            if (sign == HostSign.Unavailable) (failedAt, failuresInARow) = (now, failuresInARow + 1);
            opens = few.Count(sign, isTrial, isClosed, now);
        }

        if (opens is { } triesBefore) Opened(triesBefore);
    }

    /// <summary>The circuit is no longer used; an open one is no longer counted as open.</summary>
    public void Retire()
    {
        lock (gate)
        {
            if (openSince is null) return;
            openSince = null;
        }

        AdapterMetrics.CircuitClosed(Partner);
    }

    /// <summary>
    /// When one payment's due work may call the partner; null when it may now, also as the trial call.
    /// </summary>
    public DateTimeOffset? OpenUntil()
    {
        // Read before our lock is taken, because the breaker calls us while it holds its own lock.
        var isTried = breaker.CircuitState == CircuitState.HalfOpen;
        lock (gate)
        {
            var now = usedAt = clock.GetUtcNow();
            isTried |= few.IsTried;
            if (openSince is null || (!isTried && now >= triedAgainAt)) return null;
            var first = triedAgainAt > now ? triedAgainAt : now;
            if (nextPlace < first || nextPlace > first + longestSpread) nextPlace = first;
            var step = TimeSpan.FromSeconds(1 / options.PaymentsPerSecond);
            var place = nextPlace + (step * jitter());
            nextPlace += step;
            return clock.Shown(place);
        }
    }

    /// <summary>
    /// Whether a result counts against the host. A call that its caller gave up says nothing while the circuit is
    /// closed, but as a trial call it does not show that the host is back.
    /// </summary>
    private bool IsBad(CircuitResult? passage) => passage?.Sign switch
    {
        HostSign.Unavailable => true,
        HostSign.Inconclusive => breaker.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };

    /// <summary>Records the opening and returns the pause until the next trial call.</summary>
    private TimeSpan Opened(int triesBefore)
    {
        var pause = Backoff.Pause(triesBefore, options.FirstSeconds, options.LongestSeconds, jitter());
        lock (gate)
        {
            triedAgainAt = clock.GetUtcNow() + pause;
            if (openSince is not null) return pause;
            openSince = clock.GetUtcNow();
        }

        AdapterMetrics.CircuitOpened(Partner);
        if (MayLog()) LogOpened(Partner, Host);
        return pause;
    }

    private void Closed()
    {
        TimeSpan took;
        long calls;
        lock (gate)
        {
            if (few.IsOpen || openSince is not { } since) return;
            took = clock.GetUtcNow() - since;
            calls = notSent;
            (openSince, notSent) = (null, 0);
        }

        AdapterMetrics.CircuitClosed(Partner);
        if (MayLog()) LogClosed(Partner, Host, (long)took.TotalSeconds, calls);
    }
}
