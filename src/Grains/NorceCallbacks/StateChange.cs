using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Somebody else changes the status of the Norce order. In guard order: unknown; removed or half-made (nothing
/// happens); Qliro cannot be read. Then by the proposed status: processing requires equal amounts; checkout and removed
/// require an order for which Qliro holds no money, and for removed it is enough that all was cancelled or given back;
/// accepted and completed require a purchase; declined is refused for reserved and captured money. What is decided
/// already is not changed back.
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
        if (NeedsQliro(found.Value.State, message.Order.Status))
        {
            var order = await turn.ReadQliroOrder();
            if (!order.IsAccepted && order.Error.Code != ErrorCodes.QliroOrderNotFound) return turn.Refuse(order.Error);
            // An order that Qliro no longer has cannot be bought any more.
            qliroStatus = order.Value?.CustomerCheckoutStatus ?? CheckoutStatus.Refused;
        }
        var decision = Decide(turn.Payment, message.Order, qliroStatus, turn.Key, turn.Now);
        if (decision.Refusal is { } refusal) return turn.Refuse(refusal);
        turn.Raise(decision.Events);
        await turn.Commit();
        return decision.PaymentState is { } state
            ? Patches.State(message.Order, turn.Key.PaymentId, state)
            : Patches.None;
    }

    /// <summary>Decides by the rules above; pure.</summary>
    public static Decision Decide(
        PaymentDocument payment, NorceOrder proposed, string? qliroStatus, PaymentKey key, DateTimeOffset now)
    {
        Decision No(string why)
            => new() { Refusal = ChangeRefusal.StateNotAllowed(key, proposed.Status ?? "nothing", why) };
        // A charge without a shopper may be paid at any moment.
        var isPaid = payment.State.IsPurchased() || payment.HasOpenCharge()
            || qliroStatus is CheckoutStatus.Completed or CheckoutStatus.OnHold;
        var mayBePaid = isPaid || (qliroStatus is not (CheckoutStatus.InProcess or CheckoutStatus.Refused)
            && payment.State != Payments.PaymentState.Declined);
        return proposed.Status switch
        {
            OrderStatus.Processing when !payment.State.IsOpen() || payment.HasOpenCharge() => new(),
            OrderStatus.Processing => Process(payment, proposed, key, now)
                ?? No($"the payment covers {proposed.FindPayment(key.PaymentId)?.Amount} of {proposed.Remaining}"),
            OrderStatus.Checkout => mayBePaid ? No($"Qliro has the purchase as {qliroStatus}") : Reopen(payment, now),
            OrderStatus.Accepted or OrderStatus.Completed =>
                Purchase(payment, proposed.Status, qliroStatus, now) ?? No($"Qliro has the purchase as {qliroStatus}"),
            // What was bought is over, and all money is back; the payment stays what it is. Qliro's order stays
            // Completed.
            OrderStatus.Declined when payment.State == Payments.PaymentState.Cancelled => new(),
            OrderStatus.Removed
                when payment.State is Payments.PaymentState.Cancelled or Payments.PaymentState.Credited => new(),
            OrderStatus.Declined when payment.State is Payments.PaymentState.Captured or Payments.PaymentState.Reserved
                || payment.HasOpenCharge() || qliroStatus is CheckoutStatus.Completed
                    => No($"the payment is {payment.State.Name()}, at Qliro {qliroStatus}"),
            OrderStatus.Declined => Ended(NorcePaymentState.Declined, now),
            OrderStatus.Removed => mayBePaid
                ? No($"Qliro has the purchase as {qliroStatus}; cancel it first")
                : Ended(NorcePaymentState.Removed, now),
            _ => new(),
        };
    }

    private static Decision? Process(PaymentDocument payment, NorceOrder proposed, PaymentKey key, DateTimeOffset now)
        => proposed.FindPayment(key.PaymentId)?.Amount == proposed.Remaining
            && payment.Amount.Amount == proposed.Remaining
            ? new()
            {
                PaymentState = NorcePaymentState.Processing,
                Events =
                    [new PurchaseApproved(now),
                        new EntryEnqueued(OutboxKind.ResyncLines, now + Schedule.CompareAfter)],
            }
            : null;

    private static Decision Reopen(PaymentDocument payment, DateTimeOffset now) => payment.State.IsOpen()
        ? new() { PaymentState = NorcePaymentState.Intent, Events = Reopened(payment, now) }
        : new();

    /// <summary>Norce may still discard the change, so what it committed is read and applied a little later.</summary>
    private static Decision Ended(string state, DateTimeOffset now) => new()
    {
        PaymentState = state,
        Events = [new EntryEnqueued(OutboxKind.ResyncLines, now + Schedule.CompareAfter)],
    };

    private static bool NeedsQliro(PaymentState state, string? proposed) => proposed switch
    {
        OrderStatus.Checkout or OrderStatus.Accepted or OrderStatus.Completed => true,
        OrderStatus.Declined => state != Payments.PaymentState.Cancelled,
        OrderStatus.Removed => state is not (Payments.PaymentState.Cancelled or Payments.PaymentState.Credited),
        _ => false,
    };

    private static IReadOnlyList<PaymentEvent> Reopened(PaymentDocument payment, DateTimeOffset now)
        => payment.State == Payments.PaymentState.Processing
            ? [new PurchaseReopened("Norce's order went back to checkout."), new EntryEnqueued(
                OutboxKind.ResyncLines, now + Schedule.CompareAfter)]
            : [new EntryEnqueued(OutboxKind.ResyncLines, now + Schedule.CompareAfter)];

    private static Decision? Purchase(PaymentDocument payment, string status, string? qliroStatus, DateTimeOffset now)
    {
        if (qliroStatus is CheckoutStatus.Completed)
        {
            return payment.State.IsOpen() || payment.State == Payments.PaymentState.Pending
                ? new()
                {
                    PaymentState = NorcePaymentState.Reserved,
                    Events = [new EntryEnqueued(OutboxKind.ReconcileWithQliro, now)]
                }
                : new();
        }
        if (qliroStatus is not CheckoutStatus.OnHold || status == OrderStatus.Completed) return null;
        return new()
        {
            PaymentState = NorcePaymentState.Pending,
            Events = [new EntryEnqueued(OutboxKind.ReconcileWithQliro, now)]
        };
    }

    /// <summary>What follows from a proposed state.</summary>
    public sealed record Decision
    {
        public PaymentError? Refusal { get; init; }

        /// <summary>The Norce payment state to patch in; absent when it stays.</summary>
        public string? PaymentState { get; init; }

        public IReadOnlyList<PaymentEvent> Events { get; init; } = [];
    }
}
