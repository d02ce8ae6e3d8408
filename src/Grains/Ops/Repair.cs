using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator asks for: bring together, try now, resume. Each is owed work, done in this turn as far as it goes.
/// </summary>
internal static class Repair
{
    public static async Task<Outcome<Done>> BringTogether(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        turn.Happened(new CallOwed(OwedCallKind.CompareSides, turn.Now, "an operator asks."));
        await DeliverOwed.Run(turn);
        return turn.Payment.StillOwed(OwedCallKind.CompareSides) is { IsParked: false } owed
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Refresh", owed.Problem))
            : Done.Yes;
    }

    public static async Task<Outcome<Done>> TryNow(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        turn.Happened(turn.Payment.Owed
            .Where(call => !call.IsParked).Select(call => new CallResumed(call.Kind, call.Ordinal, turn.Now)));
        await DeliverOwed.Run(turn);
        return Done.Yes;
    }

    public static async Task<Outcome<Done>> Resume(Turn turn)
    {
        if (await Known(turn) is { } refusal) return turn.Refuse(refusal);
        if (turn.Payment.ParkedBecause is not null && await TakeUp(turn) is { } why) return turn.Refuse(why);
        var parked = turn.Payment.Owed.Where(call => call.IsParked).ToList();
        if (parked.Count == 0) return Done.Yes;
        turn.Happened(parked.Select(call => new CallResumed(call.Kind, call.Ordinal, turn.Now)));
        // A call may find nothing to do although what it was parked for still stands.
        turn.Happened(new CallOwed(OwedCallKind.CompareSides, turn.Now));
        await DeliverOwed.Run(turn);
        return Done.Yes;
    }

    /// <summary>
    /// A payment that the engine parked: what it broke is read anew, and only then is it anything else again. Parked
    /// once more when it is as before.
    /// </summary>
    private static async Task<PaymentError?> TakeUp(Turn turn)
    {
        var hasBooks = turn.Payment is { QliroOrderId: not null } && turn.Payment.State.IsPurchased();
        var books = hasBooks ? await turn.ReadBooks() : null;
        if (books is { IsAccepted: false }) return books.Error;
        turn.Happened(new PaymentResumed(), new CallOwed(OwedCallKind.CompareSides, turn.Now));
        if (books is not null) await Books.TakeOver(turn, books.Value!);
        await DeliverOwed.Run(turn);
        return null;
    }

    private static async Task<PaymentError?> Known(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return found.Error;
        return found.Value.State == PaymentState.Creating
            ? Refusal.PaymentNotFound(turn.Key, "its creation has not completed")
            : null;
    }
}
