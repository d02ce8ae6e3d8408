using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>Refusals of a capture, a cancel or a refund.</summary>
public static class OperationRefusal
{
    public static PaymentError StateForbids(PaymentKey key, string operation, string state)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"{operation} is not possible: payment {key.PaymentId} is {state}.");

    public static PaymentError TooMany(PaymentKey key, string operation)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"{operation} is not possible: payment {key.PaymentId} has had {OperationSections.OperationsMax} operations"
                + ", which are remembered so that none is done twice. Do it in Qliro's portal.");

    public static PaymentError OperationOpen(PaymentKey key, string operation)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} has an open {operation}; wait for Qliro to finish it.");

    public static PaymentError IdempotencyKeyReused(PaymentKey key)
    {
        var text = $"The Idempotency-Key was used for another request on payment {key.PaymentId}; its body differs.";
        return Refusal.Of(ErrorCodes.PaymentConflict, text) with { IsConflict = true };
    }

    public static PaymentError UnknownItem(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' names no line, or more than one, of payment {key.PaymentId}.");

    public static PaymentError QuantityTooSmall(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The quantity of '{reference}' on payment {key.PaymentId} must be 1 or more.");

    public static PaymentError FeeNotPositive(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The fee '{reference}' on payment {key.PaymentId} must be above 0, and not more without VAT.");

    public static PaymentError FeesTooHigh(PaymentKey key, decimal fees)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"Fees of {fees:0.00} leave nothing to give back of any one capture of payment {key.PaymentId}.");

    public static PaymentError MoreThanLeft(PaymentKey key, string reference, int asked, int left)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"{asked} of '{reference}' asked for, {left} left on payment {key.PaymentId}.");

    public static PaymentError SumNotPositive(PaymentKey key, decimal sum)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} sum to {sum:0.00} under one of its transactions; it "
                + "must be above 0.");

    public static PaymentError NotShareable(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' of payment {key.PaymentId} belongs to the whole order and Qliro cannot take the share "
                + "of it that goes with the items asked for; ask for everything that is left.");

    public static PaymentError RestBelowZero(PaymentKey key, decimal rest)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} would leave {rest:0.00}; ask for all that is left.");

    public static PaymentError GoesAlong(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' of payment {key.PaymentId} is no goods: it goes along with what it belongs to, which was "
                + "not asked for in that quantity.");

    public static PaymentError NotReserved(PaymentKey key, string reference)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' of payment {key.PaymentId} is not reserved any more.");

    public static PaymentError LeavesReservationEmpty(PaymentKey key, long reservation)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} would leave nothing of reservation {reservation} while "
                + "another stays, which Qliro cannot be told; cancel all that is left.");

    public static PaymentError AmountNotPositive(PaymentKey key, decimal amount)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            FormattableString.Invariant($"The amount {amount} asked for on payment {key.PaymentId} must be above 0 ")
                + "and have 2 decimals at most.");

    /// <summary>Sums were given back of the capture before, and the goods are worth more than what they left.</summary>
    public static PaymentError ItemsAboveReturnable(PaymentKey key, decimal asked, AdminTransactionLines left)
        => Refusal.Of(ErrorCodes.OrderBadRequest, FormattableString.Invariant(
            $"The items asked for on payment {key.PaymentId} are worth {asked:0.00}, and {left.Returnable:0.00} can ")
                + FormattableString.Invariant($"be given back of capture {left.PaymentTransactionId}, of which ")
                + FormattableString.Invariant($"{left.GivenBack:0.00} were given back without items."));

    public static PaymentError MoreThanReturnable(PaymentKey key, decimal asked, Money returnable)
        => Refusal.Of(ErrorCodes.OrderBadRequest, FormattableString.Invariant(
            $"{asked:0.00} asked for, {returnable.Amount:0.00} {returnable.Currency} can be given back of payment ")
                + $"{key.PaymentId}.");

    public static PaymentError AdminOrderUnsound(PaymentKey key, string contradiction)
        => Refusal.Of(ErrorCodes.QliroError,
            $"Qliro's admin order of payment {key.PaymentId} cannot be read: {contradiction}");

    public static PaymentError CameToNothing(PaymentKey key, string operation, PartnerFailure failure)
        => Refusal.Of(ErrorCodes.QliroError,
            $"Qliro has had the {operation} of payment {key.PaymentId} and its admin order shows nothing of it: "
            + "it was refused and the reason was lost. Ask again.") with
        {
            QliroError =
                new() { ErrorCode = failure.Code, ErrorMessage = failure.Message, ErrorReference = failure.Reference },
        };

    public static PaymentError NothingLeft(PaymentKey key, string operation)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"Nothing is left to {operation} on payment {key.PaymentId}.");
}
