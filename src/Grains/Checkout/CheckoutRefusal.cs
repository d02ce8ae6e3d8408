using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>Refusals of a payment that is created, replaced or removed.</summary>
public static class CheckoutRefusal
{
    public static PaymentError AnotherLivePayment(OrderKey key, string paymentId, string? adapterId)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Order {key.OrderId} has the live payment {paymentId} of {adapterId}; remove it before creating another.");

    public static PaymentError OrderNotInCheckout(OrderKey key, string? status)
        => Refusal.Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} is in {status ?? "no status"}; a payment is created in checkout.");

    public static PaymentError NothingToPay(OrderKey key)
        => Refusal.Of(ErrorCodes.OrderBadRequest,
            $"Order {key.OrderId} has nothing left to pay, so Qliro cannot take it.");

    public static PaymentError QliroOrderBeingReplaced(PaymentKey key)
        => Refusal.Of(ErrorCodes.QliroOrderExpired,
            $"Order {key.OrderId} cannot change now: its Qliro order cannot follow and another is being opened; try "
                + "again soon.");

    public static PaymentError ReferencesTaken(PaymentKey key)
        => Refusal.Of(ErrorCodes.QliroError,
            $"Qliro has orders of others under every reference tried for payment {key.PaymentId}; try again.");

    public static PaymentError PaidOrderStays(PaymentKey key, string qliroStatus)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} cannot be removed: Qliro has its purchase as {qliroStatus}. Cancel or refund "
                + "it instead.");

    public static PaymentError EndedPurchaseStays(PaymentKey key, string state)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} cannot be removed: its purchase was {state} and stays on the order. Nothing of "
                + "it is left to pay or to give back.");

    public static PaymentError PurchaseUnderWay(PaymentKey key)
        => Refusal.Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} cannot be removed now: its purchase was approved a moment ago and Qliro may be "
                + "carrying it out. Try again in some seconds.");
}
