namespace QliroAdapter.EmbeddedSilo;

/// <summary>
/// The door every message comes through, and the count of those not yet answered. Once closed it lets in only what
/// turns under way send, so that they can end; when the count is zero after that, nothing can come any more.
/// Thread-safe.
/// </summary>
internal sealed class Intake
{
    private readonly AsyncLocal<bool> insideTurn = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;
    private int closed;

    /// <summary>True while messages from outside are taken.</summary>
    public bool IsOpen => Volatile.Read(ref closed) == 0;

    /// <summary>Lets one message in; <see cref="Leave"/> when it is answered.</summary>
    /// <exception cref="GrainBusyException">The process is stopping.</exception>
    public void Enter()
    {
        Interlocked.Increment(ref underWay);
        if (IsOpen || insideTurn.Value) return;
        Leave();
        throw new GrainBusyException("This process is stopping and takes no more messages; send it again to the next.");
    }

    /// <summary>One message less.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref underWay) == 0 && !IsOpen) drained.TrySetResult();
    }

    /// <summary>From here to its end, this asynchronous flow is a turn: what it sends is always let in.</summary>
    public void EnterTurn() => insideTurn.Value = true;

    /// <summary>Closes the door. Completes when everything let in is answered.</summary>
    public Task Close()
    {
        // The exchange is a full fence: whoever counted itself in before it is seen below, whoever comes after sees it.
        Interlocked.Exchange(ref closed, 1);
        if (Volatile.Read(ref underWay) == 0) drained.TrySetResult();
        return drained.Task;
    }
}
