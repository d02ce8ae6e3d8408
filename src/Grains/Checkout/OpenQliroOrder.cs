using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Opens Qliro's order for a payment, once: after a creation that was cut off or got no answer, the order is looked up
/// by its reference before another is created. An order under that reference that is not ours is left alone. Ours is
/// then created under another reference, which is stored before it is used.
/// </summary>
public static class OpenQliroOrder
{
    /// <summary>Our reference, and two more for the case that others use it.</summary>
    private const int ReferencesMax = 3;

    public static async Task<PaymentError?> Run(Turn turn, bool isResumed)
    {
        if (turn.Payment.QliroOrderId is not null) return null;
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var order = turn.Facts.NorceOrder is { } known ? known : await turn.ReadNorceOrder();
        if (!order.IsAccepted) return order.Error;
        var lines = CreateCheckout.PayableLines(
            turn.Key.Order, order.Value, configuration.Value.LinesRulesFor(order.Value));
        if (!lines.IsAccepted) return lines.Error;

        var making = new Making(turn, configuration.Value, order.Value, lines.Value);
        var mayExist = isResumed;
        for (var number = 1; number <= ReferencesMax; number++)
        {
            var made = await (mayExist ? AdoptOrCreate(making) : Create(making));
            if (!made.IsTaken) return made.Error;
            await turn.Commit(Adoption.OtherReference(turn.Payment));
            mayExist = false;
        }
        return CheckoutRefusal.ReferencesTaken(turn.Key);
    }

    private sealed record Making(Turn Turn, ChannelConfiguration Configuration, NorceOrder Order, OrderLines Lines)
    {
        public MerchantReference Reference => MerchantReference.Of(Turn.Payment.MerchantReference!);
    }

    /// <summary>The result: opened, failed, or the reference belongs to somebody else.</summary>
    private sealed record Made(PaymentError? Error, bool IsTaken = false)
    {
        public static readonly Made Taken = new(null, IsTaken: true);
    }

    private static async Task<Made> AdoptOrCreate(Making making)
    {
        var found = await Find(making);
        if (found.IsAccepted) return await Adopt(making, found.Value);
        // Only Qliro's own "there is none" allows another to be created; a proxy's 404 says nothing.
        return found.Failure.IsMissing ? await Create(making) : new(QliroRefusal.Of(found.Failure));
    }

    private static async Task<Made> Create(Making making)
    {
        var turn = making.Turn;
        var request = QliroOrderRequest.For(turn, making.Configuration, making.Order, making.Lines, making.Reference);
        var created = await PostQliroOrder.Run(turn, making.Configuration, request);
        if (created.IsAccepted) return await Opened(making, created.Value.OrderId);
        if (created.Failure.Kind != PartnerFailureKind.Unknown) return new(QliroRefusal.Of(created.Failure));
        var found = await Find(making);
        return found.IsAccepted ? await Adopt(making, found.Value) : new(QliroRefusal.Of(created.Failure));
    }

    private static async Task<Answer<QliroOrder>> Find(Making making)
    {
        var turn = making.Turn;
        return turn.Note(
            await turn.Services.Qliro.FindOrder(making.Configuration.Account, making.Reference, turn.Time.Qliro));
    }

    /// <summary>Adopts an order that was created but is not stored here.</summary>
    private static async Task<Made> Adopt(Making making, QliroOrder found)
    {
        if (!Adoption.IsOurs(making.Turn, making.Order, making.Lines, found)) return Made.Taken;
        var id = found.OrderId!.Value;
        var put = await Adoption.Update(making.Turn, making.Configuration, making.Order, making.Lines, id);
        if (put.IsAccepted) return await Opened(making, id);
        return Successors.CannotBeUpdated(put.Failure) ? Made.Taken : new(QliroRefusal.Of(put.Failure));
    }

    private static async Task<Made> Opened(Making making, QliroOrderId id)
    {
        making.Turn.Facts.QliroOrder = null;
        await making.Turn.Commit(new QliroOrderOpened(
            id, making.Reference.ToString(), making.Turn.Payment.QliroOrders,
            SentLines.Of(making.Lines)));
        return new(Error: null);
    }
}
