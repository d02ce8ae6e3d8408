using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Checkout;

/// <summary>
/// Qliro orders that were replaced. Validation declines their purchase, but Qliro takes silence for an approval. One
/// that was bought all the same holds money that belongs to no Norce order, and a person must give it back.
/// </summary>
public static class ReplacedOrders
{
    /// <summary>Handles a push about one of them.</summary>
    public static void RecordPush(Turn turn, QliroPush? push)
    {
        if (push?.OrderId is { } id && turn.Payment.ReplacedOrders.Contains(id))
            turn.Raise(
                new EntryEnqueued(
                    OutboxKind.CheckReplaced, turn.Now, $"a push tells of the replaced Qliro order {id}."));
    }

    /// <summary>
    /// Parks while one of them is bought and holds money; an operator cancels it at Qliro and resumes the entry.
    /// </summary>
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return DeliveryAttempt.Later(configuration.Error.Message);
        foreach (var id in turn.Payment.ReplacedOrders)
        {
            var adminOrder = turn.Note(
                await turn.Services.QliroAdmin.GetOrder(configuration.Value.Account, id, turn.Time.Qliro));
            if (!adminOrder.IsAccepted && !adminOrder.Failure.IsMissing) return DeliveryAttempt.Later(
                adminOrder.Failure.Message);
            if (adminOrder.Value is { } bought && (bought.RemainingToShip().Count > 0 || bought.Refundable().Count > 0))
                return DeliveryAttempt.Park(
                    $"Qliro order {id} was bought after {turn.Payment.QliroOrderId} had taken its "
                    + "place: cancel it at Qliro.");
        }
        return DeliveryAttempt.Done();
    }
}
