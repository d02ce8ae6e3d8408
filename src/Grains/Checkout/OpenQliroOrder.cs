using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Opens Qliro's order for a payment, once: after a creation that was cut off or got no answer, the order is looked up by
/// its reference, which no other payment has, before another is made.
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

        if (isResumed && await Find(turn, configuration.Value) is { } found)
            return await Adopt(turn, configuration.Value, found, lines.Value);
        return await Create(turn, configuration.Value, order.Value, lines.Value);
    }

    private static async Task<PaymentError?> Create(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines)
    {
        var request = QliroOrderRequest.For(turn, configuration, order, lines);
        var created = turn.Note(await turn.Services.Qliro.CreateOrder(configuration.Account, request, turn.Time.Qliro));
        if (created.IsAccepted) return await Opened(turn, created.Value.OrderId, Sent(lines));
        if (created.Failure.Kind == PartnerFailureKind.Unknown && await Find(turn, configuration) is { } found)
            return await Adopt(turn, configuration, found, lines);
        return QliroRefusal.Of(created.Failure);
    }

    private static async Task<QliroOrder?> Find(Turn turn, ChannelConfiguration configuration)
    {
        var reference = MerchantReference.Of(turn.Payment.MerchantReference!);
        return turn.Note(await turn.Services.Qliro.FindOrder(configuration.Account, reference, turn.Time.Qliro)).Value;
    }

    /// <summary>An order that was made and not heard of: its lines may be older than the cart.</summary>
    private static async Task<PaymentError?> Adopt(
        Turn turn, ChannelConfiguration configuration, QliroOrder found, OrderLines lines)
    {
        if (found.OrderId is not { } id) throw new InvalidOperationException($"Qliro found {turn.Payment.MerchantReference} and named no OrderId.");
        var put = turn.Note(await turn.Services.Qliro.UpdateOrder(
            configuration.Account, id, new() { OrderItems = lines.Lines }, turn.Time.Qliro));
        return put.IsAccepted ? await Opened(turn, id, Sent(lines)) : QliroRefusal.Of(put.Failure);
    }

    private static async Task<PaymentError?> Opened(Turn turn, QliroOrderId id, SentLines lines)
    {
        await turn.Commit(new QliroOrderOpened(id, turn.Payment.MerchantReference!, turn.Payment.QliroOrders, lines));
        return null;
    }

    private static SentLines Sent(OrderLines lines) => new(lines.Total, lines.Hash, lines.Rows);
}
