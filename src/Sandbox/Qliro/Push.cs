namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The kind of a push.</summary>
public enum PushKind
{
    CheckoutStatus,
    OrderManagement,
    SavedCard,
    Notification,
    Custom,
}

/// <summary>One attempt to deliver a push. A null status means that no answer came.</summary>
public sealed record PushAttempt(DateTimeOffset At, int? Status, string Answer, string? Failure);

/// <summary>
/// A push with its delivery attempts. Changed while it is being delivered; read it when nothing is running.
/// </summary>
public sealed class Push(int number, PushKind kind, long orderId, string url, string body)
{
    private readonly Lock gate = new();
    private readonly List<PushAttempt> attempts = [];

    public int Number { get; } = number;

    public PushKind Kind { get; } = kind;

    public long OrderId { get; } = orderId;

    public string Url { get; } = url;

    public string Body { get; } = body;

    /// <summary>True once the answer was 200 with the text that stops the repeats.</summary>
    public bool Received { get; private set; }

    /// <summary>True when it was dropped on purpose, or when its last attempt has failed.</summary>
    public bool GivenUp { get; internal set; }

    public IReadOnlyList<PushAttempt> Attempts
    {
        get { lock (gate) return [.. attempts]; }
    }

    internal bool IsOver => Received || GivenUp;

    internal SemaphoreSlim Sending { get; } = new(1, 1);

    internal void Record(PushAttempt attempt, bool received)
    {
        lock (gate) attempts.Add(attempt);
        Received |= received;
    }
}
