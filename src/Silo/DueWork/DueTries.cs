namespace QliroAdapter.Silo;

/// <summary>
/// What the due-work scan remembers of the keys it has sent: which are under way, and which were still due afterwards
/// (their turn failed, or left them due) and so pause, longer each time. A key that is due no more is forgotten.
/// Thread-safe.
/// </summary>
internal sealed class DueTries(TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tried> tries = new(StringComparer.Ordinal);
    private long scans;

    private sealed class Tried
    {
        public bool IsUnderWay { get; set; }

        public TimeSpan Pause { get; set; }

        public long EndedAt { get; set; }

        /// <summary>How many looks had begun when it ended: only a later one says whether it is still due.</summary>
        public long EndedAfterScan { get; set; }
    }

    /// <summary>Keys under way or pausing.</summary>
    public int Count
    {
        get
        {
            lock (gate) return tries.Count;
        }
    }

    /// <summary>A look at the store begins; what it finds goes to <see cref="Keep"/> with this number.</summary>
    public long BeginScan()
    {
        lock (gate) return ++scans;
    }

    /// <summary>Forgets the keys that had ended before the look began and that it did not find due.</summary>
    public void Keep(IReadOnlyList<string> due, long scan)
    {
        var found = due.ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var (key, tried) in tries)
                if (!tried.IsUnderWay && tried.EndedAfterScan < scan && !found.Contains(key)) tries.Remove(key);
        }
    }

    /// <summary>True when the key may be sent now; then it is under way until <see cref="End"/>.</summary>
    public bool TryBegin(string key)
    {
        lock (gate)
        {
            if (!tries.TryGetValue(key, out var tried)) tries.Add(key, tried = new());
            else if (tried.IsUnderWay || time.GetElapsedTime(tried.EndedAt) < tried.Pause) return false;
            tried.IsUnderWay = true;
            return true;
        }
    }

    /// <summary>Its turn ended, well or not. Returns the pause before the next, should it still be due.</summary>
    public TimeSpan End(string key)
    {
        lock (gate)
        {
            var tried = tries[key];
            tried.IsUnderWay = false;
            tried.EndedAt = time.GetTimestamp();
            tried.EndedAfterScan = scans;
            tried.Pause = tried.Pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : tried.Pause * 2;
            if (tried.Pause > LongestPause) tried.Pause = LongestPause;
            return tried.Pause;
        }
    }
}
