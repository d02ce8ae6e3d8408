namespace QliroAdapter.Payments;

/// <summary>
/// The refusals of a hook that did not get its turn or its answer in time; Norce takes them as "not now".
/// </summary>
public static class TimedOut
{
    /// <summary>Other turns kept the hook waiting; nothing was done.</summary>
    public static PaymentError Waiting(PaymentKey key) => new()
    {
        Code = ErrorCodes.OrderConflict,
        IsConflict = true,
        Message = $"Payment {key.PaymentId} of order {key.OrderId} is busy: the change did not get its turn in "
            + $"{TurnLimits.HookQueue.TotalSeconds:0} s; try again.",
    };

    /// <summary>
    /// The hook got its turn, which is not finished; its work is harmless when Norce calls the hook again.
    /// </summary>
    public static PaymentError Running(PaymentKey key) => new()
    {
        Code = ErrorCodes.OrderConflict,
        IsConflict = true,
        Message = $"Payment {key.PaymentId} of order {key.OrderId} did not answer the change in time; try again.",
    };
}
