using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Delivers what is owed and due, in the order of <see cref="OwedCallKind"/>, each call at most once in a turn.
/// What was owed is already stored; results are stored together at the end, since repeating a delivered call is
/// harmless.
/// </summary>
public static class DeliverOwed
{
    /// <summary>A turn's bound: each kind once, and some more that deliveries cause.</summary>
    public const int CallsMost = 24;

    public static async Task Run(Turn turn)
    {
        await turn.Commit();
        var tried = new HashSet<(OwedCallKind, int)>();
        var outages = new Outages(turn);
        for (var number = 0; number < CallsMost; number++)
        {
            if (NextDue(turn, tried) is not { } call) break;
            tried.Add((call.Kind, call.Ordinal));
            if (await outages.Before(call) is { } heldBack)
            {
                turn.Happened(heldBack);
                continue;
            }
            var delivery = await Deliver(turn, call);
            // What was owed anew, or settled, while it was delivered stays as it is.
            if (!turn.Payment.Owed.Contains(call)) continue;
            turn.Happened(await After(turn, outages, call, delivery));
        }
        await turn.Commit();
    }

    private static async Task<PaymentEvent> After(
        Turn turn, Outages outages, OwedCall call, Delivery delivery) => delivery switch
    {
        { IsDone: true } => new CallDelivered(call.Kind, call.Ordinal, delivery.Note),
        { IsHopeless: false } when await outages.After(call) is { } heldBack => heldBack,
        _ => RetryLadder.Next(call, delivery, turn.Now, turn.Services.Retry, turn.Services.Draw()),
    };

    /// <summary>The problem of a call of this kind that is still owed; null when none is.</summary>
    public static OwedCall? StillOwed(this PaymentDocument payment, OwedCallKind kind)
        => payment.Owed.FirstOrDefault(call => call.Kind == kind);

    private static OwedCall? NextDue(Turn turn, HashSet<(OwedCallKind, int)> tried) => turn.Payment.Owed
        .FirstOrDefault(call => !call.IsParked && call.DueAt <= turn.Now && !tried.Contains((call.Kind, call.Ordinal)));

    private static Task<Delivery> Deliver(Turn turn, OwedCall call) => call.Kind switch
    {
        OwedCallKind.ClearCreation or OwedCallKind.RemoveAtNorce
            => TakeOffOrder.Deliver(turn, call.Ordinal == DueWork.LookAgain),
        OwedCallKind.ChargeRecurring => ChargeRecurring.Deliver(turn),
        OwedCallKind.WriteRecurring => WriteRecurring.Deliver(turn),
        OwedCallKind.TellShipping => TellShipping.Deliver(turn),
        OwedCallKind.AdvanceOperation => AdvanceOperation.Deliver(turn),
        OwedCallKind.LookAtQliro => LookAtQliro.Deliver(turn),
        OwedCallKind.CloseUpsell => CloseUpsell.Deliver(turn),
        OwedCallKind.CheckReplaced => ReplacedOrders.Deliver(turn),
        OwedCallKind.ResyncLines => ResyncLines.Deliver(turn),
        OwedCallKind.ReopenOrder => ReopenOrder.Deliver(turn),
        OwedCallKind.RegisterHooks => RegisterHooks.Deliver(turn),
        OwedCallKind.SettleNorce => SettleNorce.Deliver(turn),
        OwedCallKind.LookAtNorce => LookAtNorce.Deliver(turn, call.Ordinal),
        OwedCallKind.RecordTransaction => RecordTransaction.Deliver(turn, call),
        OwedCallKind.CompareSides => CompareSides.Deliver(turn),
        _ => Task.FromResult(Delivery.Park($"this version does not know {call.Kind}")),
    };
}
