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

        var reference = MerchantReference.Of(turn.Payment.MerchantReference!);
        var making = new Making(turn, configuration.Value, order.Value, lines.Value, reference);
        return isResumed ? await AdoptOrCreate(making) : await Create(making);
    }

    /// <summary>A new Qliro order in the place of one that can no longer be changed. Nobody can buy the old one: validation compares ids.</summary>
    public static Task<PaymentError?> Replace(Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines)
    {
        var number = turn.Payment.QliroOrders + 1;
        var text = $"{configuration.ReferenceTextOf(order, turn.Key.Order)}/{number}";
        return Create(new(turn, configuration, order, lines, MerchantReference.For(text, turn.Payment.Attempt)), number);
    }

    private sealed record Making(
        Turn Turn, ChannelConfiguration Configuration, NorceOrder Order, OrderLines Lines, MerchantReference Reference);

    private static async Task<PaymentError?> AdoptOrCreate(Making making)
    {
        var found = await Find(making);
        if (found.IsAccepted) return await Adopt(making, found.Value, making.Turn.Payment.QliroOrders);
        // Only a clear "there is none" lets another be made.
        return found.Failure.Status == 404 ? await Create(making) : QliroRefusal.Of(found.Failure);
    }

    private static Task<PaymentError?> Create(Making making) => Create(making, making.Turn.Payment.QliroOrders);

    private static async Task<PaymentError?> Create(Making making, int number)
    {
        var turn = making.Turn;
        var request = QliroOrderRequest.For(turn, making.Configuration, making.Order, making.Lines, making.Reference);
        var created = turn.Note(await turn.Services.Qliro.CreateOrder(making.Configuration.Account, request, turn.Time.Qliro));
        if (created.IsAccepted) return await Opened(making, created.Value.OrderId, number);
        if (created.Failure.Kind != PartnerFailureKind.Unknown) return QliroRefusal.Of(created.Failure);
        var found = await Find(making);
        return found.IsAccepted ? await Adopt(making, found.Value, number) : QliroRefusal.Of(created.Failure);
    }

    private static async Task<Answer<QliroOrder>> Find(Making making)
    {
        var turn = making.Turn;
        return turn.Note(await turn.Services.Qliro.FindOrder(making.Configuration.Account, making.Reference, turn.Time.Qliro));
    }

    /// <summary>An order that was made and not heard of: its lines may be older than the cart.</summary>
    private static async Task<PaymentError?> Adopt(Making making, QliroOrder found, int number)
    {
        if (found.OrderId is not { } id) throw new InvalidOperationException($"Qliro found {making.Reference} and named no OrderId.");
        var put = making.Turn.Note(await making.Turn.Services.Qliro.UpdateOrder(
            making.Configuration.Account, id, new() { OrderItems = making.Lines.Lines }, making.Turn.Time.Qliro));
        return put.IsAccepted ? await Opened(making, id, number) : QliroRefusal.Of(put.Failure);
    }

    private static async Task<PaymentError?> Opened(Making making, QliroOrderId id, int number)
    {
        making.Turn.Facts.QliroOrder = null;
        await making.Turn.Commit(new QliroOrderOpened(
            id, making.Reference.ToString(), number, SentLines.Of(making.Lines, making.Order)));
        return null;
    }
}
