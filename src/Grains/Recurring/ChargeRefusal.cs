using QliroAdapter.Payments;

namespace QliroAdapter.Recurring;

/// <summary>Refusals of a charge without a shopper.</summary>
public static class ChargeRefusal
{
    public static PaymentError TokenUnknown(OrderKey key)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"Order {key.OrderId} cannot be charged: the token is neither a saved card's id nor QLIRO_INVOICE.");

    public static PaymentError CustomerIncomplete(string? orderId, string missing)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"Order {orderId} cannot be charged: its billing address lacks {missing}.");

    public static PaymentError ChargeUnderWay(PaymentKey key)
        => Refusal.Of(ErrorCodes.PaymentConflict, $"Qliro is charging payment {key.PaymentId}; wait for the outcome.");

    public static PaymentError ChargeUnknown(PaymentKey key, string? problem)
        => Refusal.Of(ErrorCodes.QliroError,
            $"It is not known whether Qliro charges payment {key.PaymentId} ({problem ?? "no answer"}); "
            + "it is found out, and a repeat of the call never charges twice.");

    public static PaymentError ChargeRefused(PaymentKey key)
        => Refusal.Of(ErrorCodes.QliroBadRequest,
            $"Payment {key.PaymentId} was not charged: it was refused and taken off the order.");

    public static PaymentError OtherCharge(PaymentKey key, string state)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} of the order is a recurring charge with another token, or ended; it is {state}.");

    public static PaymentError OrderMoved(PaymentKey key, Money amount)
        => Refusal.Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} changed while it was charged: it no longer costs {amount}.");

    public static PaymentError NothingToChargeWith(PaymentKey key)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"The saved card for payment {key.PaymentId} has no id, so nothing could be charged with it.");
}
