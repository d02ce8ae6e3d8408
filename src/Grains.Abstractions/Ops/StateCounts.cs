namespace QliroAdapter.Ops;

/// <summary>
/// How many payments are in each state, for pages that must open at once. Counting goes through an index of all
/// payments, so a count serves for twenty times as long as it took, and a page waits for a new one only a moment; then
/// it shows the last one with its age. Whoever asks meanwhile shares the count that is under way. Thread-safe.
/// </summary>
public sealed class StateCounts(IPaymentRecords records, TimeProvider clock)
{
    /// <summary>As long as a page waits for a new count.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(100);

    private const int KeptFactor = 20;

    private readonly Lock gate = new();
    private Task counting = Task.CompletedTask;
    private CountedStates? last;

    /// <summary>The newest count; null while the first one is under way.</summary>
    public async Task<CountedStates?> Read(CancellationToken cancellation)
    {
        Task current;
        lock (gate)
        {
            if (last is { } known && clock.GetUtcNow() - known.At < known.Took * KeptFactor) return known;
            // SQLite's driver works in the caller's thread.
            if (counting.IsCompleted) counting = Task.Run(Count, CancellationToken.None);
            current = counting;
        }
        await Task.WhenAny(current, Task.Delay(WaitMax, clock, cancellation));
        if (current.IsCompleted) await current;
        lock (gate) return last;
    }

    private async Task Count()
    {
        var at = clock.GetUtcNow();
        var counts = await records.CountByState(CancellationToken.None);
        lock (gate) last = new(counts, at, clock.GetUtcNow() - at);
    }
}

/// <summary>A count of all payments.</summary>
/// <param name="States">The states that payments are in.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Took">How long it took.</param>
public sealed record CountedStates(IReadOnlyList<StateCount> States, DateTimeOffset At, TimeSpan Took);
