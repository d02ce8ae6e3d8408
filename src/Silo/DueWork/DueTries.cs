namespace QliroAdapter.Silo;

/// <summary>
/// What the scan for due work remembers of the keys that it has sent: which ones are running, and which ones must
/// pause. A key that is still due after its turn (the turn failed, or left it due) pauses, longer each time. A key that
/// is no longer due is forgotten. Thread-safe.
/// </summary>
internal sealed class DueTries(TimeProvider time)
{
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tried> tries = new(StringComparer.Ordinal);
    private long scans;

    private sealed class Tried
    {
        public bool IsUnderWay { get; set; }

        public TimeSpan Pause { get; set; }

        public long EndedAt { get; set; }

        /// <summary>
        /// Number of scans that had begun when the turn ended. Only a later scan tells whether the key is still due.
        /// </summary>
        public long EndedAfterScan { get; set; }
    }

    /// <summary>Keys that are running or pausing.</summary>
    public int Count
    {
        get
        {
            lock (gate) return tries.Count;
        }
    }

    /// <summary>
    /// Begins a scan and returns its number; the keys that it finds are given to <see cref="Keep"/> with that number.
    /// </summary>
    public long BeginScan()
    {
        lock (gate) return ++scans;
    }

    /// <summary>
    /// Forgets the keys whose turn had ended before the scan began and that the scan did not find due.
    /// </summary>
    public void Keep(IReadOnlyList<string> due, long scan)
    {
        var found = due.ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var (key, tried) in tries)
                if (!tried.IsUnderWay && tried.EndedAfterScan < scan && !found.Contains(key)) tries.Remove(key);
        }
    }

    /// <summary>True when the key may be sent now. It then counts as running until <see cref="End"/>.</summary>
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

    /// <summary>
    /// Records that the turn ended, with success or without. Returns the pause before the key may be sent again, if it
    /// is still due.
    /// </summary>
    public TimeSpan End(string key)
    {
        lock (gate)
        {
            var tried = tries[key];
            tried.IsUnderWay = false;
            tried.EndedAt = time.GetTimestamp();
            tried.EndedAfterScan = scans;
            tried.Pause = tried.Pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : tried.Pause * 2;
            if (tried.Pause > longestPause) tried.Pause = longestPause;
            return tried.Pause;
        }
    }
}
