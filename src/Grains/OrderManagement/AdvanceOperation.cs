using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Takes the open operation one step further: reads Qliro's admin order, sends the next part when the one before is
/// done, and finds the outcome of one that got no answer. Stays in the outbox as long as the operation is open.
/// </summary>
public static class AdvanceOperation
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        var attempt = await ApplyAdminOrder.Read(turn);
        if (!attempt.IsDone) return attempt;
        if (turn.Payment.OpenOperation() is not { } operation) return DeliveryAttempt.Done();
        var part = operation.NextPart();
        var sent = part switch
        {
            { Status: PartStatus.NotSent } => await SendNext(turn, operation, part),
            { IsUnknown: true } => await SendPart.ReadBack(turn, operation, part),
            _ => PartSent.Yes,
        };
        if (turn.Payment.OpenOperation() is null) return DeliveryAttempt.Done();
        return sent.BusyBecause is { } reason
            ? DeliveryAttempt.Later(reason, SendPart.BusyPause)
            : DeliveryAttempt.Later(sent.Error?.Message ?? "Qliro has not finished it yet.");
    }

    private static async Task<PartSent> SendNext(Turn turn, Operation operation, OperationPart part)
    {
        await turn.Commit(
            new OperationPartMoved(operation.Ordinal, part.Number, PartStatus.Sent, [], null) { SentAt = turn.Now });
        return await SendPart.Next(turn, operation, part);
    }
}
