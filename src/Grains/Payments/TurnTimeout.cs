namespace QliroAdapter.Payments;

/// <summary>
/// The timeout of a turn: how long it may wait for partners, and how long for a write to Norce. Norce holds the order
/// while a hook runs, and a hook that waits behind this turn would wait for it while it waits for Norce. So after a
/// hook has arrived, the turn waits for Norce only two seconds more, and what is left is enqueued. See
/// docs/decisions/0003-hooks-and-turns.md.
/// </summary>
public sealed class TurnTimeout : IDisposable
{
    /// <summary>
    /// What is left for Norce once a hook waits. Norce waits 10 s for a hook; our hook gives up after 4 s.
    /// </summary>
    public static readonly TimeSpan NorceLimitForWaitingHook = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource norce;
    private readonly CancellationTokenSource qliro;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset turnEnds;
    private readonly Lock shortening = new();
    private DateTimeOffset norceEnds;
    private bool isOver;

    /// <param name="clock">The clock; simulated in tests.</param>
    /// <param name="limit">The limit for all calls together; each call has its own limit in its client as well.</param>
    public TurnTimeout(TimeProvider clock, TimeSpan limit)
    {
        this.clock = clock;
        norceEnds = turnEnds = clock.GetUtcNow() + limit;
        norce = new(limit, clock);
        qliro = new(limit, clock);
    }

    /// <summary>What is left of the turn's limit; zero or negative when it is over.</summary>
    public TimeSpan Left => turnEnds - clock.GetUtcNow();

    /// <summary>For calls to Norce.</summary>
    public CancellationToken Norce => norce.Token;

    /// <summary>For calls to Qliro.</summary>
    public CancellationToken Qliro => qliro.Token;

    /// <summary>A hook waits behind this turn.</summary>
    public void HookIsWaiting() => LimitNorce(NorceLimitForWaitingHook);

    /// <summary>
    /// From now on Norce is waited for at most this long, not at all when it is zero or negative; never longer than
    /// before.
    /// </summary>
    public void LimitNorce(TimeSpan limit)
    {
        lock (shortening)
        {
            var ends = clock.GetUtcNow() + limit;
            if (isOver || ends >= norceEnds || norce.IsCancellationRequested) return;
            norceEnds = ends;
            if (limit > TimeSpan.Zero) norce.CancelAfter(limit);
            else norce.Cancel();
        }
    }

    /// <summary>Ends the turn's timers. A hook that arrives at this moment may still call it, without effect.</summary>
    public void Dispose()
    {
        lock (shortening)
        {
            isOver = true;
            norce.Dispose();
        }
        qliro.Dispose();
    }
}
