using System.Text.Json;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce proposes a changed order. In guard order: unknown; removed or half-made (nothing happens); a purchase that
/// Qliro refused for good (nothing happens); a purchase under way or done (a change that matters is refused, a changed
/// currency or country in particular). Then Qliro gets the new lines, in a new order when the present one cannot
/// follow, and Norce gets the new amount and reference.
/// </summary>
public static class OrderChange
{
    public static async Task<Outcome<HookAnswer>> Run(Turn turn, UpdatePayment message)
    {
        var found = await turn.FindOn(message.Order);
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        var proposed = message.Order.FindPayment(turn.Key.PaymentId)!;
        if (!proposed.IsLive || found.Value.State is PaymentState.Removed or PaymentState.Creating) return Patches.None;
        if (await WhyNot(turn, message.Order) is { } refusal) return turn.Refuse(refusal);
        if (!MayFollow(found.Value, message.Order)) return Patches.None;

        var before = turn.Payment;
        var sent = await SendLines.Run(turn, message.Order);
        if (!sent.IsAccepted)
        {
            var refused = turn.Refuse(sent.Error);
            await turn.Commit();
            return refused;
        }
        if (!ReferenceEquals(before, turn.Payment))
            turn.Raise(new EntryEnqueued(OutboxKind.ResyncLines, turn.Now + Schedule.CompareAfter));
        await turn.Commit();
        return Patches.Of(message.Order, turn.Payment, turn.Key.PaymentId);
    }

    /// <summary>
    /// True for a cart that is still being shopped in. The lines of a charge without a shopper were fixed when it was
    /// requested.
    /// </summary>
    private static bool MayFollow(PaymentDocument payment, NorceOrder order)
        => payment.State.IsOpen() && order.Status == OrderStatus.Checkout && !payment.HasOpenCharge();

    private static async Task<PaymentError?> WhyNot(Turn turn, NorceOrder order)
    {
        var payment = turn.Payment;
        if (payment.State == PaymentState.Declined || MayFollow(payment, order)) return null;
        return Successors.IsOtherMarket(payment, order)
            ? ChangeRefusal.CurrencyChanged(turn.Key)
            : await Changes(turn, order);
    }

    /// <summary>Compares the proposed order with the lines of a purchase that is under way or done.</summary>
    private static async Task<PaymentError?> Changes(Turn turn, NorceOrder order)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var lines = Qliro.OrderLines.From(order, configuration.Value.LinesRulesFor(order));
        // A payment that was rebuilt has no hash, so its amount must match instead.
        if (lines.IsAccepted && SentLines.MayHold(turn.Payment, lines.Value)
            && order.Remaining == turn.Payment.Amount.Amount)
            return null;
        if (turn.Payment.State.IsOpen()) EnqueueReopening(turn);
        return ChangeRefusal.PurchaseUnderWay(turn.Key, turn.Payment.State.Name());
    }

    private static void EnqueueReopening(Turn turn)
    {
        var approved = turn.Payment.ApprovedAt ?? turn.Now;
        var due = approved + TimeSpan.FromSeconds(turn.Services.Purchase.ReopenAfterSeconds);
        turn.Raise(new EntryEnqueued(OutboxKind.ReopenOrder, due < turn.Now ? turn.Now : due,
            "the cart is to change while the order is in processing."));
    }
}

/// <summary>Answers to hooks: patches only of our own payment, by its position in the received order.</summary>
internal static class Patches
{
    public static readonly HookAnswer None = new() { Patches = [] };

    /// <summary>Patches the amount that the payment covers, and the id of its Qliro order.</summary>
    public static HookAnswer Of(NorceOrder order, PaymentDocument payment, string paymentId)
    {
        var known = order.FindPayment(paymentId);
        var patches = new List<PatchOperation>();
        if (known?.Amount != payment.Amount.Amount)
            patches.Add(Set(order, paymentId, "amount", payment.Amount.Amount, known?.Amount is not null));
        if (payment.QliroOrderId?.ToString() is { } reference && known?.Reference != reference)
            patches.Add(Set(order, paymentId, "reference", reference, known?.Reference is not null));
        return new() { Patches = patches };
    }

    public static HookAnswer State(NorceOrder order, string paymentId, string state)
    {
        var known = order.FindPayment(paymentId)?.State;
        return known == state ? None : new() { Patches = [Set(order, paymentId, "state", state, known is not null)] };
    }

    private static PatchOperation Set(
        NorceOrder order, string paymentId, string member, object value, bool exists) => new()
        {
            Op = exists ? "replace" : "add",
            Path = $"/payments/{order.IndexOfPayment(paymentId)}/{member}",
            Value = JsonSerializer.SerializeToElement(value, NorceJson.Options),
        };
}
