namespace QliroAdapter.EmbeddedSilo;

/// <summary>
/// Tells the grain before whose door a hook waits that it does, and that it no longer does: always in that order,
/// each once per grain, whatever thread is first. The lock is this hook's own: a slow grain delays nobody else.
/// </summary>
internal sealed class HookNotice
{
    private readonly Lock gate = new();
    private IHookAware? told;
    private bool isOver;

    /// <summary>Tells the grain that is active now; one told before it is taken leave of.</summary>
    public void Tell<TGrain>(Func<TGrain?> active)
        where TGrain : class
    {
        lock (gate)
        {
            if (isOver) return;
            var now = active() as IHookAware;
            if (ReferenceEquals(now, told)) return;
            told?.HookServed();
            told = now;
            told?.HookArrived();
        }
    }

    /// <summary>The hook got its turn or gave up.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            told?.HookServed();
            told = null;
        }
    }
}
