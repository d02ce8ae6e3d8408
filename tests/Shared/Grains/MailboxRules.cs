using System.Reflection;

namespace QliroAdapter.Tests;

/// <summary>How a <see cref="Mailbox"/> differs from Orleans' default.</summary>
internal sealed record MailboxRules
{
    /// <summary>
    /// The largest number of requests that run, wait or interleave at once; the next one is refused, as
    /// <c>MaxEnqueuedRequestsHardLimit</c> does in a silo. Unbounded unless given.
    /// </summary>
    public int RequestsMax { get; init; } = int.MaxValue;

    /// <summary>
    /// Asked when a call comes to an idle grain: whether its activation has been removed from memory meanwhile. Never
    /// removed unless given.
    /// </summary>
    public Func<bool> Leaves { get; init; } = () => false;

    /// <summary>
    /// Interleaved methods whose answer the grain shares among all callers that ask while it is being made. The mailbox
    /// releases the callers one by one: a task with several waiters would continue all but one on the thread pool, and
    /// a simulation must stay on its thread. None unless given.
    /// </summary>
    public Func<MethodInfo, bool> SharesAnswer { get; init; } = _ => false;
}
