using System.Text.Json;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce proposes a changed order. In guard order: unknown; removed or half-made (nothing follows); a purchase that
/// Qliro refused for good (nothing follows); a purchase under way or done lets nothing through that matters, a changed
/// currency or country above all (refused); then Qliro gets the new lines, in a new order where the present one cannot
/// follow, and Norce the new amount and reference.
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
    /// A cart that is still shopped in; what is charged without a shopper was fixed when it was asked for.
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

    /// <summary>A purchase that is under way or done stands for the lines it was made with.</summary>
    private static async Task<PaymentError?> Changes(Turn turn, NorceOrder order)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var lines = Qliro.OrderLines.From(order, configuration.Value.LinesRulesFor(order));
        // The hash of a payment that was rebuilt is not known; then the amount must do.
        if (lines.IsAccepted && (turn.Payment.LinesHash ?? lines.Value.Hash) == lines.Value.Hash
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

/// <summary>Answers to hooks: only our own payment, counted in the order that was received.</summary>
internal static class Patches
{
    public static readonly HookAnswer None = new() { Patches = [] };

    /// <summary>What the payment covers, and the Qliro order it points to.</summary>
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
