using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// The shopper identified, changed address or answered a question in Qliro's frame: what Qliro knows is copied to
/// Norce. Other adapters may change the total because of an address, so amount and lines are updated afterwards.
/// </summary>
public static class CustomerUpdate
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State == PaymentState.Removed)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, "it was removed"));
        if (!found.Value.State.IsOpen()) return Done.Yes;
        var qliroOrder = await turn.ReadQliroOrder();
        if (!qliroOrder.IsAccepted) return turn.Refuse(qliroOrder.Error);

        var (copied, error) = await FrameWrites.Run(turn, NorceResource.Order, async order =>
        {
            if (order.Status is not (OrderStatus.Checkout or OrderStatus.Processing)) return (null, null);
            var isOtherPerson = AddressTranslation.IsOtherPerson(order.Customer?.Billing, qliroOrder.Value);
            // The answers first: while Norce still has the person before, a repeat sees whose answers it holds.
            var answered = await PutAnswers(turn, order, qliroOrder.Value, isOtherPerson);
            var copy = await CopyCustomer.Run(turn, order, qliroOrder.Value);
            return (copy.Value, copy.Failure ?? answered);
        });
        if (error is not null) return error;
        return copied is null ? Done.Yes : await InStep(turn, copied);
    }

    private static async Task<PartnerFailure?> PutAnswers(
        Turn turn, NorceOrder order, QliroOrder qliroOrder, bool isOtherPerson)
        => order.FindPayment(turn.Key.PaymentId) is { IsLive: true } payment
            ? await NorceWrites.PutPayment(turn, payment, CustomerAnswers.Over(payment, qliroOrder, isOtherPerson))
            : null;

    /// <summary>
    /// Updates amount and lines after a write of ours to which others may have reacted; what fails now is enqueued.
    /// </summary>
    public static async Task<Outcome<Done>> InStep(Turn turn, NorceOrder order)
    {
        if (order.Status != OrderStatus.Checkout) return Done.Yes;
        var resync = await ResyncLines.With(turn, order);
        if (!resync.IsDone) turn.Raise(new EntryEnqueued(OutboxKind.ResyncLines, turn.Now, resync.Note));
        return Done.Yes;
    }
}
