namespace QliroAdapter.WebFront;

/// <summary>
/// Identities for the messages that start something (<see cref="IIdentifiedMessage"/>): another for each request that
/// comes in. A caller that asks again makes a new request; what it wants to be one with an earlier it says by its
/// <c>Idempotency-Key</c>. Thread-safe.
/// </summary>
/// <param name="jitter">Never gives the same twice, in any process.</param>
public sealed class MessageIds(Func<Guid> jitter)
{
    public Guid Next() => jitter();
}
