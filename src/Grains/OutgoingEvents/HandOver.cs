using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Delivers an event's outbox entry: hands it to the sender once the turn is committed, and waits for nothing.
/// </summary>
public static class HandOver
{
    public static Task<DeliveryAttempt> Deliver(Turn turn, OutboxEntry entry)
    {
        Run(turn, entry);
        // The entry has changed or left by then, so the dispatcher does nothing more with it.
        return Task.FromResult(DeliveryAttempt.Done());
    }

    /// <summary>
    /// What is due of a payment that is parked as a whole: monitoring is told so although nothing else is done with it.
    /// </summary>
    public static async Task<Done> RunParked(Turn turn)
    {
        if (turn.Payment.Hold is not null) return Done.Yes;
        foreach (var entry in turn.Payment.Outbox
            .Where(entry => entry.Kind == OutboxKind.SendEvent && entry.DueAt <= turn.Now).ToList())
            Run(turn, entry);
        await turn.Commit();
        return Done.Yes;
    }

    private static void Run(Turn turn, OutboxEntry entry)
    {
        var (queue, payment) = (turn.Services.Events, turn.Payment);
        if (payment.Events?.FirstOrDefault(one => one.Number == entry.Ordinal) is not { } told || !queue.IsOn)
        {
            turn.Raise(new EventGivenUp(
                entry.Ordinal, "no endpoint is set any more.", turn.Now, IsWrittenOff: true));
            return;
        }
        if (turn.Now - entry.Since - entry.HeldFor > TimeSpan.FromHours(queue.Options.GiveUpHours))
        {
            turn.Raise(new EventGivenUp(entry.Ordinal, RecordDelivery.TooLate(queue.Options, entry), turn.Now));
            return;
        }
        turn.Raise(new EventHandedOver(entry.Ordinal, turn.Now + queue.Lease));
        var sent = new EventToSend(turn.Key, told, payment.Amount.Currency);
        turn.AfterCommit(() => queue.Add(sent));
    }
}
