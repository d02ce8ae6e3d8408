namespace QliroAdapter.EmbeddedSilo;

/// <summary>The refusal of a hook that other turns kept waiting for too long.</summary>
internal static class Overtaken
{
    public static PaymentError By(PaymentKey key) => new()
    {
        Code = ErrorCodes.OrderConflict,
        Message = $"Payment {key.PaymentId} of order {key.OrderId} is busy: the change did not get its turn in 4 s; " +
            "try again.",
    };
}
