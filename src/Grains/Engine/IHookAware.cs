namespace QliroAdapter;

/// <summary>
/// A grain that is told when a hook joins its queue, so that the turn before it stops waiting for Norce in time.
/// Called by the engine from any thread, beside a running turn; both calls return at once.
/// </summary>
public interface IHookAware
{
    /// <summary>A hook now waits for its turn.</summary>
    void HookArrived();

    /// <summary>That hook got its turn, or gave up.</summary>
    void HookServed();
}
