using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>Refusals of an operator's actions.</summary>
internal static class OpsRefusal
{
    public static PaymentError ReasonMissing(PaymentKey key)
        => Refusal.Of(ErrorCodes.OrderBadRequest, $"Say why payment {key.PaymentId} is acted on; nothing was done.");

    public static PaymentError IsHeld(PaymentKey key, string action, PaymentHold hold) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"{action} is not possible: payment {key.PaymentId} is {hold} Release it first; nothing was done.");

    public static PaymentError HeldAlready(PaymentKey key, PaymentHold hold) => Refusal.Of(
        ErrorCodes.PaymentConflict, $"Payment {key.PaymentId} is {hold} Nothing was done.");

    public static PaymentError NotHeld(PaymentKey key)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"Payment {key.PaymentId} is not held; nothing was done.");

    public static PaymentError NotAtRest(PaymentKey key) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Personal data of payment {key.PaymentId} cannot be erased while something waits in its outbox or a charge or "
            + "operation is open; end that first. Nothing was done.");

    public static PaymentError NothingToWriteOff(PaymentKey key) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Nothing of payment {key.PaymentId} waits for a person, so nothing can be written off.");

    /// <summary>What Qliro does with the request would then have no place here.</summary>
    public static PaymentError MoneyUnderWay(PaymentKey key, Operation operation) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Write off is not possible: {operation.Name} {operation.Ordinal} of payment {key.PaymentId} was sent to Qliro "
            + "and its outcome is not known. Compare, or take Qliro's state; nothing was done.");

    public static PaymentError EndedHere(PaymentKey key, PaymentState state) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Qliro's state cannot be taken: payment {key.PaymentId} is {state.Name()} here, which is final. Cancel what "
            + "Qliro holds in Qliro's portal; nothing was done.");

    public static PaymentError NoQliroOrder(PaymentKey key) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Payment {key.PaymentId} has no Qliro order, so that Qliro has sent nothing; nothing was done.");

    public static PaymentError NoEvents(PaymentKey key) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"Payment {key.PaymentId} has no event that could be sent again; nothing was done.");

    public static PaymentError NothingParked(PaymentKey key)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"Nothing of payment {key.PaymentId} is parked.");

    public static PaymentError NothingWaits(PaymentKey key)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"The outbox of payment {key.PaymentId} has nothing to try.");
}
