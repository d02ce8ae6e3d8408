namespace QliroAdapter.Payments;

/// <summary>
/// The timeout of a turn: how long it may wait for partners, and how long for a write to Norce. Norce holds the order
/// while a hook runs; a hook waiting behind this turn could wait for Norce, and Norce for the hook: so from a hook's
/// arrival on, Norce is waited for two seconds more and what is left is enqueued. See
/// docs/decisions/0003-hooks-and-turns.md.
/// </summary>
public sealed class TurnTime : IDisposable
{
    /// <summary>
    /// What is left for Norce once a hook waits. Norce gives a hook 10 s, our own hook gives up after 4 s.
    /// </summary>
    public static readonly TimeSpan NorceLimitForWaitingHook = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource norce;
    private readonly CancellationTokenSource qliro;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset turnEnds;
    private readonly Lock shortening = new();
    private DateTimeOffset norceEnds;
    private bool isOver;

    /// <param name="clock">Simulated in tests.</param>
    /// <param name="limit">For all calls together; each call has its own limit in its client too.</param>
    public TurnTime(TimeProvider clock, TimeSpan limit)
    {
        this.clock = clock;
        norceEnds = turnEnds = clock.GetUtcNow() + limit;
        norce = new(limit, clock);
        qliro = new(limit, clock);
    }

    /// <summary>What is left of the turn's limit; zero or below when it is over.</summary>
    public TimeSpan Left => turnEnds - clock.GetUtcNow();

    /// <summary>For calls to Norce.</summary>
    public CancellationToken Norce => norce.Token;

    /// <summary>For calls to Qliro.</summary>
    public CancellationToken Qliro => qliro.Token;

    /// <summary>A hook waits behind this turn.</summary>
    public void HookIsWaiting() => LimitNorce(NorceLimitForWaitingHook);

    /// <summary>
    /// From now on Norce gets at most this long, nothing when it is zero or below; never longer than it had.
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

    /// <summary>The turn is over. A hook that arrives at this moment may still find it, to no effect.</summary>
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
