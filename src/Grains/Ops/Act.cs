using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>An operator's action on one payment; each kind decides in a place of its own.</summary>
internal static class Act
{
    public static async Task<Outcome<Done>> Run(Turn turn, OperatorAction action)
    {
        if (OperatorText.Reason(action.Reason).Length == 0) return turn.Refuse(OpsRefusal.ReasonMissing(turn.Key));
        if (await Repair.Known(turn) is { } refusal) return turn.Refuse(refusal);
        return action.Kind switch
        {
            OperatorActionKind.Reconcile => await Repair.Reconcile(turn),
            OperatorActionKind.Retry => await Repair.RetryNow(turn),
            OperatorActionKind.Resume => await Repair.Resume(turn),
            OperatorActionKind.Hold => await Take(turn, HoldPayment.Decide(turn.Key, turn.Payment, action, turn.Now)),
            OperatorActionKind.Release => await Take(turn, HoldPayment.End(turn.Key, turn.Payment, turn.Now)),
            OperatorActionKind.WriteOff => await Take(turn, WriteOff.Decide(turn.Key, turn.Payment, turn.Now)),
            OperatorActionKind.TakeQliro => await TakeQliroState.Run(turn),
            OperatorActionKind.Erase => await Take(turn, ErasePayment.Decide(turn.Key, turn.Payment, turn.Now)),
            OperatorActionKind.Replay => await ReplayCallbacks.Run(turn),
            OperatorActionKind.ResendEvents
                => await Take(turn, ResendEvents.Decide(turn.Key, turn.Payment, turn.Now)),
            _ => turn.Refuse(Refusal.Of(ErrorCodes.OrderBadRequest, $"This version does not know {action.Kind}.")),
        };
    }

    private static async Task<Outcome<Done>> Take(Turn turn, Outcome<IReadOnlyList<PaymentEvent>> decision)
    {
        if (!decision.IsAccepted) return turn.Refuse(decision.Error);
        turn.Raise(decision.Value);
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }
}
