namespace QliroAdapter.Partners;

/// <summary>Which of the last calls to a host got a sign that it is away. Not thread-safe.</summary>
internal sealed class RecentCalls(TimeSpan window)
{
    private readonly Queue<(DateTimeOffset At, bool IsBad)> calls = new();
    private int bad;

    public void Add(DateTimeOffset now, bool isBad)
    {
        while (calls.TryPeek(out var oldest) && oldest.At < now - window)
        {
            if (calls.Dequeue().IsBad) bad--;
        }

        calls.Enqueue((now, isBad));
        if (isBad) bad++;
    }

    /// <summary>Half of them or more; fewer than the least say nothing.</summary>
    public bool AreMostlyBad(int callsLeast) => calls.Count >= callsLeast && bad * 2 >= calls.Count;

    public void Clear()
    {
        calls.Clear();
        bad = 0;
    }
}
