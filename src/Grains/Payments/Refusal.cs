using QliroAdapter.Partners;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>
/// Every refusal of ours that is not a partner's, by name. A caller learns the ids and the next step from the text.
/// </summary>
public static class Refusal
{
    public static PaymentError PaymentNotFound(PaymentKey key, string why)
        => Of(ErrorCodes.PaymentNotFound, $"Payment {key.PaymentId} of order {key.OrderId} was not found: {why}.");

    public static PaymentError AnotherLivePayment(OrderKey key, string paymentId, string? adapterId)
        => Of(ErrorCodes.PaymentConflict,
            $"Order {key.OrderId} has the live payment {paymentId} of {adapterId}; remove it before creating another.");

    public static PaymentError OrderNotInCheckout(OrderKey key, string? status)
        => Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} is in {status ?? "no status"}; a payment is created in checkout.");

    public static PaymentError NothingToPay(OrderKey key)
        => Of(ErrorCodes.OrderBadRequest, $"Order {key.OrderId} has nothing left to pay, so Qliro cannot take it.");

    public static PaymentError PurchaseUnderWay(PaymentKey key, string state)
        => Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} cannot change: its Qliro payment {key.PaymentId} is {state}.");

    public static PaymentError QliroOrderBeingReplaced(PaymentKey key)
        => Of(ErrorCodes.QliroOrderExpired,
            $"Order {key.OrderId} cannot change now: its Qliro order cannot follow and another is being opened; try "
                + "again soon.");

    public static PaymentError ReferencesTaken(PaymentKey key)
        => Of(ErrorCodes.QliroError,
            $"Qliro has orders of others under every reference tried for payment {key.PaymentId}; try again.");

    /// <summary>The payment waits for an operator; nothing was done.</summary>
    public static PaymentError Parked(PaymentKey key, string why)
        => Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} of order {key.OrderId} is parked for an operator, nothing was done: {why}") with
        {
            IsConflict = true,
        };

    /// <summary>The same for what only its sender can bring again: it was not stored, so it must repeat it.</summary>
    public static PaymentError NotStored(PaymentKey key, string why)
        => Of(ErrorCodes.InternalServerError,
            $"Payment {key.PaymentId} of order {key.OrderId} is parked for an operator and this was not stored: {why}");

    public static PaymentError CurrencyChanged(PaymentKey key)
        => Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} changed currency or country, which its Qliro order cannot follow.");

    public static PaymentError PaidOrderStays(PaymentKey key, string qliroStatus)
        => Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} cannot be removed: Qliro has its purchase as {qliroStatus}. Cancel or refund "
                + "it instead.");

    public static PaymentError PaymentUnusable(PaymentKey key, string member)
        => Of(ErrorCodes.OrderBadRequest,
            $"Payment {key.PaymentId} of order {key.OrderId} has no usable {member} at Norce.");

    public static PaymentError StateForbids(PaymentKey key, string operation, string state)
        => Of(ErrorCodes.PaymentConflict, $"{operation} is not possible: payment {key.PaymentId} is {state}.");

    public static PaymentError OperationOpen(PaymentKey key, string operation)
        => Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} has an open {operation}; wait for Qliro to finish it.");

    public static PaymentError IdempotencyKeyReused(PaymentKey key)
        => Of(ErrorCodes.PaymentConflict,
            $"The Idempotency-Key was used for another request on payment {key.PaymentId}; "
                + "its body differs.") with { IsConflict = true };

    public static PaymentError UnknownItem(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' names no line, or more than one, of payment {key.PaymentId}.");

    public static PaymentError QuantityTooSmall(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest,
            $"The quantity of '{reference}' on payment {key.PaymentId} must be 1 or more.");

    public static PaymentError FeeNotPositive(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest,
            $"The fee '{reference}' on payment {key.PaymentId} must be above 0, and not more without VAT.");

    public static PaymentError FeesTooHigh(PaymentKey key, decimal fees)
        => Of(ErrorCodes.OrderBadRequest,
            $"Fees of {fees:0.00} leave nothing to give back of any one capture of payment {key.PaymentId}.");

    public static PaymentError MoreThanLeft(PaymentKey key, string reference, int asked, int left)
        => Of(ErrorCodes.OrderBadRequest,
            $"{asked} of '{reference}' asked for, {left} left on payment {key.PaymentId}.");

    public static PaymentError SumNotPositive(PaymentKey key, decimal sum)
        => Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} sum to {sum:0.00} under one of its transactions; it "
                + "must be above 0.");

    public static PaymentError NotShareable(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' of payment {key.PaymentId} belongs to the whole order and Qliro cannot take the share "
                + "of it that goes with the items asked for; ask for everything that is left.");

    public static PaymentError RestBelowZero(PaymentKey key, decimal rest)
        => Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} would leave {rest:0.00}; ask for all that is left.");

    public static PaymentError GoesAlong(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest,
            $"'{reference}' of payment {key.PaymentId} is no goods: it goes along with what it belongs to, which was "
                + "not asked for in that quantity.");

    public static PaymentError NotReserved(PaymentKey key, string reference)
        => Of(ErrorCodes.OrderBadRequest, $"'{reference}' of payment {key.PaymentId} is not reserved any more.");

    public static PaymentError LeavesReservationEmpty(PaymentKey key, long reservation)
        => Of(ErrorCodes.OrderBadRequest,
            $"The items asked for on payment {key.PaymentId} would leave nothing of reservation {reservation} while "
                + "another stays, which Qliro cannot be told; cancel all that is left.");

    public static PaymentError AmountNotPositive(PaymentKey key, decimal amount)
        => Of(ErrorCodes.OrderBadRequest,
            FormattableString.Invariant($"The amount {amount} asked for on payment {key.PaymentId} must be above 0 ")
                + "and have 2 decimals at most.");

    /// <summary>Sums were given back of the capture before, and the goods are worth more than what they left.</summary>
    public static PaymentError ItemsAboveReturnable(PaymentKey key, decimal asked, AdminTransactionLines left)
        => Of(ErrorCodes.OrderBadRequest, FormattableString.Invariant(
            $"The items asked for on payment {key.PaymentId} are worth {asked:0.00}, and {left.Returnable:0.00} can ")
                + FormattableString.Invariant($"be given back of capture {left.PaymentTransactionId}, of which ")
                + FormattableString.Invariant($"{left.GivenBack:0.00} were given back without items."));

    public static PaymentError MoreThanReturnable(PaymentKey key, decimal asked, Money returnable)
        => Of(ErrorCodes.OrderBadRequest, FormattableString.Invariant(
            $"{asked:0.00} asked for, {returnable.Amount:0.00} {returnable.Currency} can be given back of payment ")
                + $"{key.PaymentId}.");

    public static PaymentError AdminOrderUnsound(PaymentKey key, string contradiction)
        => Of(ErrorCodes.QliroError, $"Qliro's admin order of payment {key.PaymentId} cannot be read: {contradiction}");

    public static PaymentError CameToNothing(PaymentKey key, string operation, PartnerFailure failure)
        => Of(ErrorCodes.QliroError,
            $"Qliro has had the {operation} of payment {key.PaymentId} and its admin order shows nothing of it: "
            + "it was refused and the reason was lost. Ask again.") with
        {
            QliroError =
                new() { ErrorCode = failure.Code, ErrorMessage = failure.Message, ErrorReference = failure.Reference },
        };

    public static PaymentError NothingLeft(PaymentKey key, string operation)
        => Of(ErrorCodes.PaymentConflict, $"Nothing is left to {operation} on payment {key.PaymentId}.");

    public static PaymentError StateNotAllowed(PaymentKey key, string status, string why)
        => Of(ErrorCodes.OrderConflict, $"Order {key.OrderId} cannot become {status}: {why}.");

    public static PaymentError TokenUnknown(OrderKey key)
        => Of(ErrorCodes.OrderBadRequest,
            $"Order {key.OrderId} cannot be charged: the token is neither a saved card's id nor QLIRO_INVOICE.");

    public static PaymentError CustomerIncomplete(string? orderId, string missing)
        => Of(ErrorCodes.OrderBadRequest, $"Order {orderId} cannot be charged: its billing address lacks {missing}.");

    public static PaymentError ChargeUnderWay(PaymentKey key)
        => Of(ErrorCodes.PaymentConflict, $"Qliro is charging payment {key.PaymentId}; wait for the outcome.");

    public static PaymentError ChargeUnknown(PaymentKey key, string? problem)
        => Of(ErrorCodes.QliroError,
            $"It is not known whether Qliro charges payment {key.PaymentId} ({problem ?? "no answer"}); "
            + "it is found out, and a repeat of the call never charges twice.");

    public static PaymentError ChargeRefused(PaymentKey key)
        => Of(ErrorCodes.QliroBadRequest,
            $"Payment {key.PaymentId} was not charged: it was refused and taken off the order.");

    public static PaymentError OtherCharge(PaymentKey key, string state)
        => Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} of the order is a recurring charge with another token, or ended; it is {state}.");

    public static PaymentError OrderMoved(PaymentKey key, Money amount)
        => Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} changed while it was charged: it no longer costs {amount}.");

    public static PaymentError NothingToChargeWith(PaymentKey key)
        => Of(ErrorCodes.OrderBadRequest,
            $"The saved card for payment {key.PaymentId} has no id, so nothing could be charged with it.");

    public static PaymentError NotDelivered(PaymentKey key, string call, string? problem)
        => Of(ErrorCodes.OrderError,
            $"{call} for payment {key.PaymentId} is not done yet ({problem ?? "unknown"}); it is retried.");

    private static PaymentError Of(string code, string message) => new() { Code = code, Message = message };
}
