using QliroAdapter.Payments;

namespace QliroAdapter.NorceCallbacks;

/// <summary>Refusals of a change that Norce proposes.</summary>
public static class ChangeRefusal
{
    public static PaymentError PurchaseUnderWay(PaymentKey key, string state)
        => Refusal.Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} cannot change: its Qliro payment {key.PaymentId} is {state}.");

    public static PaymentError CurrencyChanged(PaymentKey key)
        => Refusal.Of(ErrorCodes.OrderConflict,
            $"Order {key.OrderId} changed currency or country, which its Qliro order cannot follow.");

    public static PaymentError StateNotAllowed(PaymentKey key, string status, string why)
        => Refusal.Of(ErrorCodes.OrderConflict, $"Order {key.OrderId} cannot become {status}: {why}.");
}
