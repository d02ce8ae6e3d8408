namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Marks a route on which Norce waits while it holds an order. A hook that gets no turn in time is answered 409.
/// </summary>
internal sealed class HookRoute
{
    /// <summary>
    /// 4 s to get a turn, 4 s for the turn itself, and half a second in case a node died. Norce gives up after 10 s.
    /// </summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8.5);

    public static readonly HookRoute Mark = new();
}
