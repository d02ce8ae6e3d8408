using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// Renews the session of Qliro's page, which has expired while the shopper still shops: an update of Qliro's order
/// starts a new session. The lines are Norce's present ones; an order that is too old for an update is replaced in the
/// same step. In guard order nothing is done for a payment that is not open, for a session that another read has
/// renewed, and for an order that is not in checkout.
/// </summary>
public static class SessionRenewal
{
    public static async Task<Outcome<Done>> Run(Turn turn, RenewSession message)
    {
        if (turn.Known is not { State: PaymentState.Intent, QliroOrderId: not null } payment) return Done.Yes;
        if (payment.SessionFrom != message.SessionFrom) return Done.Yes;
        var order = await turn.ReadNorceOrder();
        if (!order.IsAccepted) return turn.Refuse(order.Error);
        if (order.Value.Status != OrderStatus.Checkout) return Done.Yes;
        turn.Raise(new LinesUnknown());
        var sent = await ResyncLines.With(turn, order.Value);
        if (!sent.IsDone) turn.Raise(new EntryEnqueued(OutboxKind.ResyncLines, turn.Now, sent.Note));
        return Done.Yes;
    }
}
