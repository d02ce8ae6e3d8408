using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Takes the open operation one step further: reads Qliro's books, sends the next part when the one before is done,
/// finds out about one that was sent without an answer. Owed as long as the operation is open.
/// </summary>
public static class AdvanceOperation
{
    public static async Task<Delivery> Deliver(Turn turn)
    {
        var looked = await Books.Look(turn);
        if (!looked.IsDone) return looked;
        if (turn.Payment.OpenOperation() is not { } operation) return Delivery.Done();
        var part = operation.NextPart();
        var sent = part switch
        {
            { Status: PartStatus.Owed } => await SendNext(turn, operation, part),
            { IsUnknown: true } => await SendPart.Settle(turn, operation, part),
            _ => PartSent.Yes,
        };
        if (turn.Payment.OpenOperation() is null) return Delivery.Done();
        return sent.BusyBecause is { } reason
            ? Delivery.Later(reason, SendPart.BusyPause)
            : Delivery.Later(sent.Error?.Message ?? "Qliro has not finished it yet.");
    }

    private static async Task<PartSent> SendNext(Turn turn, Operation operation, OperationPart part)
    {
        await turn.Commit(
            new OperationPartMoved(operation.Ordinal, part.Number, PartStatus.Sent, [], null) { SentAt = turn.Now });
        return await SendPart.Next(turn, operation, part);
    }
}
