namespace QliroAdapter.NorceCallbacks;

/// <summary>Marks a route that Norce holds an order for; what cannot be looked at in time is answered 409.</summary>
internal sealed class HookRoute
{
    /// <summary>
    /// Its turn within 4 s and the turn's own 4 s, and something for a node that died; Norce gives up after 10 s.
    /// </summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8.5);

    public static readonly HookRoute Mark = new();
}
