using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Upselling;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce closes the window for adding goods. In guard order: unknown; removed, half-made or no open window (nothing
/// happens). Then the end is stored, Qliro is read once more, and the order is completed as due work, because Norce may
/// hold it during this hook. An unavailable Qliro delays the completion, not the answer.
/// </summary>
public static class EndUpsell
{
    public static async Task<Outcome<HookAnswer>> Run(Turn turn, CompleteUpsell message)
    {
        var found = await turn.FindOn(message.Order);
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.Upsell is not { IsOpen: true }) return Patches.None;
        await turn.Commit(new EntryEnqueued(OutboxKind.CloseUpsell, turn.Now, "Norce ended the upsell window."));
        var closed = await CloseUpsell.Deliver(turn);
        if (closed.IsDone) turn.Raise(new EntryDelivered(OutboxKind.CloseUpsell, 0));
        await turn.Commit();
        return With(Patches.Of(message.Order, turn.Payment, turn.Key.PaymentId), turn, message.Order);
    }

    private static HookAnswer With(HookAnswer answer, Turn turn, NorceOrder order)
    {
        var known = order.FindPayment(turn.Key.PaymentId)?.Upsell;
        var wanted = NorceUpsells.Merge(known, turn.Payment.Upsell)!;
        return NorceCompare.Same(known, wanted) ? answer : new()
        {
            Patches = [.. answer.Patches, new()
            {
                Op = known is null ? "add" : "replace",
                Path = $"/payments/{order.IndexOfPayment(turn.Key.PaymentId)}/upsell",
                Value = JsonSerializer.SerializeToElement(wanted, NorceJson.Options),
            }],
        };
    }
}
