namespace QliroAdapter.Payments;

/// <summary>The refusals of a hook that was not answered in time: Norce takes them as "not now".</summary>
public static class TimedOut
{
    /// <summary>Other turns kept it waiting; nothing was looked at.</summary>
    public static PaymentError Waiting(PaymentKey key) => new()
    {
        Code = ErrorCodes.OrderConflict,
        IsConflict = true,
        Message = $"Payment {key.PaymentId} of order {key.OrderId} is busy: the change did not get its turn in "
            + $"{TurnLimits.HookQueue.TotalSeconds:0} s; try again.",
    };

    /// <summary>It waited, began and is not done; what it does is harmless when it is asked for again.</summary>
    public static PaymentError Running(PaymentKey key) => new()
    {
        Code = ErrorCodes.OrderConflict,
        IsConflict = true,
        Message = $"Payment {key.PaymentId} of order {key.OrderId} did not answer the change in time; try again.",
    };
}
