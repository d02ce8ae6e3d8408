using System.Reflection;

namespace QliroAdapter.Tests;

/// <summary>How a <see cref="Mailbox"/> differs from Orleans' default.</summary>
internal sealed record MailboxRules
{
    /// <summary>
    /// With more requests than this under way, running, waiting and interleaved together, the next is refused: what
    /// <c>MaxEnqueuedRequestsHardLimit</c> does in a silo. Unbounded unless given.
    /// </summary>
    public int RequestsMax { get; init; } = int.MaxValue;

    /// <summary>
    /// Asked as a call comes to an idle grain: whether its activation has left memory meanwhile. It stays unless given.
    /// </summary>
    public Func<bool> Leaves { get; init; } = () => false;

    /// <summary>
    /// Interleaved methods whose answer the grain shares between all who ask while it is being made. Their callers are
    /// released here one by one: a task with several waiters would hand all but one to the thread pool, and a
    /// simulation must stay on its thread. None unless given.
    /// </summary>
    public Func<MethodInfo, bool> SharesAnswer { get; init; } = _ => false;
}
