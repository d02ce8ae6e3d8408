namespace QliroAdapter.OutgoingEvents;

/// <summary>The newest attempts of this process to deliver events, for the console. Thread-safe.</summary>
public sealed class EventLog
{
    /// <summary>As many as are kept.</summary>
    public const int KeptMax = 50;

    private readonly Lock gate = new();
    private readonly Queue<EventAttempt> attempts = new(KeptMax);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<EventAttempt> Newest
    {
        get
        {
            lock (gate) return [.. attempts.Reverse()];
        }
    }

    public void Add(EventAttempt attempt)
    {
        lock (gate)
        {
            if (attempts.Count == KeptMax) attempts.Dequeue();
            attempts.Enqueue(attempt);
        }
    }
}

/// <summary>One attempt to deliver an event.</summary>
public sealed record EventAttempt
{
    /// <summary>When it was begun.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The payment's key.</summary>
    public required string Payment { get; init; }

    /// <summary>The event's id, which its repeats share.</summary>
    public required string Id { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>How long the receiver took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Why the receiver did not take it; absent when it did.</summary>
    public string? Problem { get; init; }
}
