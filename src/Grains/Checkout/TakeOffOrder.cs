using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// Takes our payment off the Norce order: first the hooks, so that none is called for our own removal, then our
/// shippings, then the payment. An order that our validation had moved to processing goes back to checkout.
/// </summary>
public static class TakeOffOrder
{
    /// <summary>
    /// Ordinal of a removal that was not requested but checks whether the payment is still removed at Norce.
    /// </summary>
    public const int RecheckOrdinal = 1;

    /// <summary>
    /// An order in processing is reopened when our payment is taken off it: by a requested removal, or because Norce
    /// still had it as live. A recheck of a payment that was removed long ago leaves the order as it is.
    /// </summary>
    public static async Task<DeliveryAttempt> Deliver(Turn turn, bool isRecheck)
    {
        var failure = await NorceWrites.UntilNoCollision(turn, () => Once(turn, isRecheck));
        return failure switch
        {
            null => DeliveryAttempt.Done(),
            { IsMissing: true } => DeliveryAttempt.Done("the order is gone"),
            _ => DeliveryAttempt.After(failure),
        };
    }

    private static async Task<PartnerFailure?> Once(Turn turn, bool isRecheck)
    {
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!read.IsAccepted) return read.Failure;
        var order = read.Value;
        return await DeleteHooks(turn, order)
            ?? await RemoveShippings(turn, order)
            ?? await RemovePayment(turn, order)
            ?? (isRecheck && order.FindPayment(turn.Key.PaymentId) is not { IsLive: true }
                ? null
                : await Reopen(turn, order));
    }

    private static async Task<PartnerFailure?> DeleteHooks(Turn turn, NorceOrder order)
    {
        foreach (var hook in OurHooks.On(order, turn.Key.PaymentId))
        {
            var deleted = turn.Note(await turn.Services.Norce.DeleteHook(turn.Key.Order, hook.Id!, turn.Time.Norce));
            if (!deleted.IsAccepted && !deleted.Failure.IsMissing) return deleted.Failure;
        }
        return null;
    }

    /// <summary>Not when another payment of ours is on the order, because the delivery is that payment's.</summary>
    private static async Task<PartnerFailure?> RemoveShippings(Turn turn, NorceOrder order)
    {
        if (order.LiveDefaultPayments.Any(other => other.IsOurs && other.Id != turn.Key.PaymentId)) return null;
        return (await OurShippings.Remove(turn, OurShippings.On(order)))?.Failure;
    }

    private static async Task<PartnerFailure?> RemovePayment(Turn turn, NorceOrder order)
        => order.FindPayment(turn.Key.PaymentId) is { } payment
            ? await NorceWrites.PutPayment(
                turn, payment, payment with { State = NorcePaymentState.Removed, Actions = [] })
            : null;

    /// <summary>
    /// Not when another payment is under way on the order, because the purchase in process is that payment's.
    /// </summary>
    private static async Task<PartnerFailure?> Reopen(Turn turn, NorceOrder order)
        => order.Status == OrderStatus.Processing
            && order.LiveDefaultPayments.All(payment => payment.Id == turn.Key.PaymentId)
            ? turn.Note(
                await turn.Services.Norce.PutState(turn.Key.Order, OrderStatus.Checkout, turn.Time.Norce)).Failure
            : null;
}
