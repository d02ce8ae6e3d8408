using QliroAdapter.Norce;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Somebody else moves the Norce order. Allowed when Qliro's order agrees: processing needs the amounts equal; back to
/// checkout needs an unpaid Qliro order; accepted and completed need a purchase; removal of a paid order owes its cancel.
/// </summary>
public static class StateChange
{
    public static async Task<Outcome<HookAnswer>> Run(Turn turn, ChangeState message)
    {
        var found = await turn.FindOn(message.Order);
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating
            || message.Order.FindPayment(turn.Key.PaymentId) is not { IsLive: true })
            return Patches.None;
        string? qliroStatus = null;
        if (NeedsQliro(message.Order.Status))
        {
            var order = await turn.ReadQliroOrder();
            if (!order.IsAccepted) return turn.Refuse(order.Error);
            qliroStatus = order.Value.CustomerCheckoutStatus;
        }
        var decision = Decide(turn.Payment, message.Order, qliroStatus, turn.Key, turn.Now);
        if (decision.Refusal is { } refusal) return turn.Refuse(refusal);
        turn.Happened(decision.Events);
        await turn.Commit();
        return decision.PaymentState is { } state ? Patches.State(message.Order, turn.Key.PaymentId, state) : Patches.None;
    }

    /// <summary>The rules above; pure.</summary>
    public static Decision Decide(
        PaymentDocument payment, NorceOrder proposed, string? qliroStatus, PaymentKey key, DateTimeOffset now)
    {
        Decision No(string why) => new() { Refusal = Refusal.StateNotAllowed(key, proposed.Status ?? "nothing", why) };
        switch (proposed.Status)
        {
            case OrderStatus.Processing:
                var amount = proposed.FindPayment(key.PaymentId)?.Amount;
                return amount == proposed.Remaining && payment.Amount.Amount == proposed.Remaining
                    ? new() { PaymentState = NorcePaymentState.Processing, Events = [new PurchaseApproved(now)] }
                    : No($"the payment covers {amount} of {proposed.Remaining}");
            case OrderStatus.Checkout when payment.State.IsPurchased() || qliroStatus is not CheckoutStatus.InProcess:
                return No($"Qliro has the purchase as {qliroStatus}");
            case OrderStatus.Checkout:
                return new() { PaymentState = NorcePaymentState.Intent, Events = Reopened(payment, now) };
            case OrderStatus.Accepted or OrderStatus.Completed:
                return Purchase(payment, proposed.Status, qliroStatus, now) ?? No($"Qliro has the purchase as {qliroStatus}");
            case OrderStatus.Declined:
                return payment.State is Payments.PaymentState.Captured or Payments.PaymentState.Reserved
                    ? No($"the payment is {payment.State.Word()}")
                    : new() { PaymentState = NorcePaymentState.Declined, Events = [new PurchaseRefused()] };
            case OrderStatus.Removed:
                return qliroStatus is CheckoutStatus.InProcess || payment.State == Payments.PaymentState.Declined
                    ? new() { PaymentState = NorcePaymentState.Removed, Events = [new PaymentRemoved("Norce's order was removed.")] }
                    : No($"Qliro has the purchase as {qliroStatus}; cancel it first");
            default:
                return new();
        }
    }

    private static bool NeedsQliro(string? status) => status is OrderStatus.Checkout or OrderStatus.Accepted
        or OrderStatus.Completed or OrderStatus.Removed;

    private static IReadOnlyList<PaymentEvent> Reopened(PaymentDocument payment, DateTimeOffset now)
        => payment.State == Payments.PaymentState.Processing
            ? [new PurchaseReopened("Norce's order went back to checkout."), new CallOwed(OwedCallKind.ResyncLines, now)]
            : [new CallOwed(OwedCallKind.ResyncLines, now)];

    private static Decision? Purchase(PaymentDocument payment, string status, string? qliroStatus, DateTimeOffset now)
    {
        if (qliroStatus is CheckoutStatus.Completed)
        {
            return payment.State.IsOpen() || payment.State == Payments.PaymentState.Pending
                ? new() { PaymentState = NorcePaymentState.Reserved, Events = [new CallOwed(OwedCallKind.LookAtQliro, now)] }
                : new();
        }
        if (qliroStatus is not CheckoutStatus.OnHold || status == OrderStatus.Completed) return null;
        return new() { PaymentState = NorcePaymentState.Pending, Events = [new CallOwed(OwedCallKind.LookAtQliro, now)] };
    }

    /// <summary>What follows from a proposed state.</summary>
    public sealed record Decision
    {
        public PaymentError? Refusal { get; init; }

        /// <summary>The Norce payment state to patch in; absent when none follows.</summary>
        public string? PaymentState { get; init; }

        public IReadOnlyList<PaymentEvent> Events { get; init; } = [];
    }
}
