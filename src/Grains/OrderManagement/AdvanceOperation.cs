using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Takes the open operation one step further: reads Qliro's admin order, sends the next part when the one before is
/// done, and finds the outcome of one that got no answer. Stays in the outbox as long as the operation is open.
/// </summary>
public static class AdvanceOperation
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        await ApplyAdminOrder.Run(turn, adminOrder.Value);
        if (turn.Payment.OpenOperation() is not { } operation) return DeliveryAttempt.Done();
        var part = operation.NextPart();
        var sent = part switch
        {
            { Status: PartStatus.NotSent } => await SendNext(turn, operation, part, adminOrder.Value),
            { IsUnknown: true } => await SendPart.ReadBack(turn, operation, part),
            _ => PartSent.Yes,
        };
        if (turn.Payment.OpenOperation() is null) return DeliveryAttempt.Done();
        return sent.BusyBecause is { } reason
            ? DeliveryAttempt.Later(reason, SendPart.BusyPause)
            : DeliveryAttempt.Later(sent.Error?.Message ?? "Qliro has not finished it yet.");
    }

    /// <summary>
    /// What others had Qliro do since the operation began is there before the part is sent, so it is not the part's.
    /// </summary>
    private static async Task<PartSent> SendNext(
        Turn turn, Operation operation, OperationPart part, AdminOrder adminOrder)
    {
        await turn.Commit(new OperationPartMoved(operation.Ordinal, part.Number, PartStatus.Sent, [], null)
        {
            SentAt = turn.Now,
            Others = OperationProgress.OthersSince(operation, adminOrder),
        });
        return await SendPart.Next(turn, operation, part);
    }
}
