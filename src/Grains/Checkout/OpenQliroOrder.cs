using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Opens Qliro's order for a payment, once: after a creation that was cut off or got no answer, the order is looked up
/// by its reference, which no other payment has, before another is made.
/// </summary>
public static class OpenQliroOrder
{
    public static async Task<PaymentError?> Run(Turn turn, bool isResumed)
    {
        if (turn.Payment.QliroOrderId is not null) return null;
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var order = turn.Facts.NorceOrder is { } known ? known : await turn.ReadNorceOrder();
        if (!order.IsAccepted) return order.Error;
        var lines = OrderLines.From(order.Value, configuration.Value.LinesRulesFor(order.Value));
        if (!lines.IsAccepted) return lines.Error;

        var reference = MerchantReference.Of(turn.Payment.MerchantReference!);
        var making = new Making(turn, configuration.Value, order.Value, lines.Value, reference);
        return isResumed ? await AdoptOrCreate(making) : await Create(making);
    }

    private sealed record Making(
        Turn Turn, ChannelConfiguration Configuration, NorceOrder Order, OrderLines Lines, MerchantReference Reference);

    private static async Task<PaymentError?> AdoptOrCreate(Making making)
    {
        var found = await Find(making);
        if (found.IsAccepted) return await Adopt(making, found.Value);
        // Only a clear "there is none" lets another be made.
        return found.Failure.Status == 404 ? await Create(making) : QliroRefusal.Of(found.Failure);
    }

    private static async Task<PaymentError?> Create(Making making)
    {
        var turn = making.Turn;
        var request = QliroOrderRequest.For(turn, making.Configuration, making.Order, making.Lines, making.Reference);
        var created = turn.Note(
            await turn.Services.Qliro.CreateOrder(making.Configuration.Account, request, turn.Time.Qliro));
        if (created.IsAccepted) return await Opened(making, created.Value.OrderId);
        if (created.Failure.Kind != PartnerFailureKind.Unknown) return QliroRefusal.Of(created.Failure);
        var found = await Find(making);
        return found.IsAccepted ? await Adopt(making, found.Value) : QliroRefusal.Of(created.Failure);
    }

    private static async Task<Answer<QliroOrder>> Find(Making making)
    {
        var turn = making.Turn;
        return turn.Note(
            await turn.Services.Qliro.FindOrder(making.Configuration.Account, making.Reference, turn.Time.Qliro));
    }

    /// <summary>An order that was made and not heard of: its lines may be older than the cart.</summary>
    private static async Task<PaymentError?> Adopt(Making making, QliroOrder found)
    {
        if (found.OrderId is not { } id)
            throw new InvalidOperationException($"Qliro found {making.Reference} and named no OrderId.");
        var put = making.Turn.Note(await making.Turn.Services.Qliro.UpdateOrder(
            making.Configuration.Account, id, new() { OrderItems = making.Lines.Lines }, making.Turn.Time.Qliro));
        return put.IsAccepted ? await Opened(making, id) : QliroRefusal.Of(put.Failure);
    }

    private static async Task<PaymentError?> Opened(Making making, QliroOrderId id)
    {
        making.Turn.Facts.QliroOrder = null;
        await making.Turn.Commit(new QliroOrderOpened(
            id, making.Reference.ToString(), making.Turn.Payment.QliroOrders,
            SentLines.Of(making.Lines)));
        return null;
    }
}
