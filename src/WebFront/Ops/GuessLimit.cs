namespace QliroAdapter.Ops;

/// <summary>
/// Slows down guesses of tokens. After <see cref="WrongPerClientMax"/> wrong tokens in a minute a client's next ones
/// are not looked at, not even right ones, until the minute is over; after <see cref="WrongMax"/> wrong ones in all,
/// nobody's are, because a client may have many addresses. Open sessions are not affected. Each node counts for itself.
/// Thread-safe.
/// </summary>
internal sealed class GuessLimit(TimeProvider clock)
{
    public const int WrongPerClientMax = 5;

    public const int WrongMax = 60;

    private static readonly TimeSpan window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    // Never longer than WrongMax.
    private readonly Queue<(DateTimeOffset At, string Client)> wrong = new();

    /// <summary>Looks at a token, or says how long to wait before the next one.</summary>
    /// <param name="client">The caller's address.</param>
    /// <param name="match">Null when the token is wrong.</param>
    public (T? Match, TimeSpan? Wait) Try<T>(string client, Func<T?> match)
        where T : class
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (wrong.TryPeek(out var oldest) && now - oldest.At >= window) wrong.Dequeue();
            var own = wrong.Where(one => one.Client == client).ToList();
            if (own.Count >= WrongPerClientMax) return (null, own[0].At + window - now);
            if (wrong.Count >= WrongMax) return (null, wrong.Peek().At + window - now);
            var found = match();
            if (found is null) wrong.Enqueue((now, client));
            return (found, null);
        }
    }
}
