using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro reports that its order changed. The order is read, and only what was read counts. What follows is stored and
/// then delivered to Norce while the push waits a little, because the shopper's confirmation page reads Norce a moment
/// later.
/// </summary>
public static class Push
{
    public static async Task<Outcome<Done>> Run(Turn turn, ReceivePush message)
    {
        // What an operator does has a row of its own, although it changes nothing.
        if (message.Replayed is null) turn.CountedAs = message.DescribeRepeat;
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        await RecordPush(turn, found.Value, message);
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>Applies Qliro's order; what follows is enqueued for delivery.</summary>
    internal static async Task RecordPush(Turn turn, PaymentDocument payment, ReceivePush message)
    {
        if (payment.IsChargeWithoutPurchase()) await ChargeOutcome.RecordPush(turn);
        else if (payment.QliroOrderId is not null)
        {
            if (!IsDecided(payment.State)) await ApplyCheckoutStatus(turn, message);
            if (message.Push is { IsUpsell: true } upsell) await Upsells.RecordPush(turn, upsell);
            ReplacedOrders.RecordPush(turn, message.Push);
        }
    }

    private static async Task ApplyCheckoutStatus(Turn turn, ReceivePush message)
    {
        var order = await turn.ReadQliroOrder();
        if (order.IsAccepted) Upsells.ApplyCheckoutStatus(turn, message.Push, order.Value);
        else ReadLater.Enqueue(turn, $"Qliro's order could not be read: {order.Error.Message}");
    }

    /// <summary>True when no status of Qliro's order changes anything, so that it need not be read.</summary>
    private static bool IsDecided(PaymentState state) => state.IsPurchased() && state != PaymentState.Pending;

    /// <summary>
    /// In guard order: a removed or declined payment that Qliro completed needs a person, until Qliro refuses it after
    /// all; a half-made one is checked again; a decided payment stays as it is; then Completed, OnHold and Refused are
    /// applied. InProcess or an unknown status changes nothing, but is checked again when the push said more.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Decide(
        PaymentDocument payment, QliroPush? push, QliroOrder order, DateTimeOffset now)
    {
        var status = order.CustomerCheckoutStatus;
        var isPurchase = status is CheckoutStatus.Completed || status is CheckoutStatus.OnHold;
        if (payment.State is PaymentState.Removed or PaymentState.Declined)
            return AfterItsEnd(payment, isPurchase, status is CheckoutStatus.Refused, now);
        if (payment.State == PaymentState.Creating)
            return isPurchase && !ReadLater.IsDueSoon(payment, now) ? [ReadLater.Entry(now)] : [];
        if (IsDecided(payment.State)) return [];

        var mismatch = Money.Round(order.Total - payment.Amount.Amount);
        if (status is CheckoutStatus.Completed)
            return [new PurchaseCompleted(mismatch), .. SyncAndAudit(payment, now, PaymentEvents.Confirm, "Completed"),
                .. CompareGoods(payment, now)];
        if (status is CheckoutStatus.OnHold && payment.State != PaymentState.Pending)
            return [new PurchaseHeld(mismatch), .. SyncAndAudit(payment, now, PaymentEvents.Confirm, "OnHold")];
        if (status is CheckoutStatus.Refused)
            return [new PurchaseRefused(), .. SyncAndAudit(payment, now, PaymentEvents.Cancel, "Refused")];
        // Qliro can be read, so a retry that waits after an outage is not waited for.
        if (!SaysMore(push, status) || ReadLater.IsDueSoon(payment, now)) return [];
        return [ReadLater.Entry(now, $"the push says {push!.Status}, Qliro's order says {status}.")];
    }

    /// <summary>
    /// Nobody here approved what Qliro sold, and Norce may have discarded it after a hook of ours agreed: both are
    /// compared a little later.
    /// </summary>
    private static IEnumerable<PaymentEvent> CompareGoods(PaymentDocument payment, DateTimeOffset now)
    {
        var mayDiffer = payment.LinesHash is null || payment.State == PaymentState.Pending
            || payment.PendingEntry(OutboxKind.ResyncLines) is not null;
        if (payment.ApprovedAt is null && mayDiffer)
            yield return new EntryEnqueued(
                OutboxKind.Reconcile, now + Schedule.CompareAfter, "Nobody here approved what Qliro sold.");
    }

    private static bool SaysMore(QliroPush? push, string? status) => push is { IsUpsell: false, Status: { } said }
        && said is not CheckoutStatus.InProcess && !string.Equals(said, status, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<PaymentEvent> SyncAndAudit(
        PaymentDocument payment, DateTimeOffset now, string audit, string word) =>
    [
        new EntryEnqueued(OutboxKind.SyncNorce, now),
        Audit.Enqueued(payment, now, audit, $"checkout {word} {payment.QliroOrderId}", word),
    ];

    /// <summary>When a purchase that was on hold is refused after all, nothing is left to decide.</summary>
    private static IReadOnlyList<PaymentEvent> AfterItsEnd(
        PaymentDocument payment, bool isPurchase, bool isRefused, DateTimeOffset now)
    {
        var parked = payment.PendingEntry(OutboxKind.SyncNorce) is { IsParked: true } entry ? entry : null;
        if (isPurchase && parked is null) return PaidThoughEnded(payment, now);
        return isRefused && parked?.Problem == WhyParked(payment)
            ? [new EntryDelivered(OutboxKind.SyncNorce, 0, "Qliro has refused the purchase after all")]
            : [];
    }

    /// <summary>Qliro holds money for a payment that has ended here, so a person must decide.</summary>
    internal static IReadOnlyList<PaymentEvent> PaidThoughEnded(PaymentDocument payment, DateTimeOffset now) =>
    [
        new EntryEnqueued(OutboxKind.SyncNorce, now),
        new EntryParked(OutboxKind.SyncNorce, 0, WhyParked(payment)),
    ];

    private static string WhyParked(PaymentDocument payment)
        => $"Qliro completed a purchase of a payment that is {payment.State.Name()} here: cancel it at Qliro, or "
            + "restore the payment.";
}
