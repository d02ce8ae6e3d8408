using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// The transactional outbox's dispatcher. Delivers the entries that are due, in the order of <see cref="OutboxKind"/>,
/// each at most once in a turn and, over all turns, at least once unless it is parked. What was enqueued before it runs
/// is committed first. Results, and entries that deliveries enqueue, are committed by the next delivery that commits or
/// at the end: losing them repeats deliveries, which is harmless. While an operator holds the payment, nothing is
/// delivered.
/// </summary>
public static class OutboxDispatcher
{
    /// <summary>
    /// The largest number of deliveries in one turn: each kind once, and some that deliveries enqueue.
    /// </summary>
    public const int EntriesMax = 24;

    public static async Task Run(Turn turn)
    {
        await turn.Commit();
        if (turn.Known is { Hold: not null }) return;
        var tried = new HashSet<(OutboxKind, int)>();
        var outages = new Outages(turn);
        for (var number = 0; number < EntriesMax; number++)
        {
            if (NextDue(turn, tried) is not { } entry) break;
            tried.Add((entry.Kind, entry.Ordinal));
            if (await outages.Before(entry) is { } heldBack)
            {
                turn.Raise(heldBack);
                continue;
            }
            var attempt = await Deliver(turn, entry);
            // An entry that was enqueued again or removed during its delivery is left as it is.
            if (!turn.Payment.Outbox.Contains(entry)) continue;
            turn.Raise(await After(turn, outages, entry, attempt));
        }
        await turn.Commit();
    }

    private static async Task<PaymentEvent> After(
        Turn turn, Outages outages, OutboxEntry entry, DeliveryAttempt attempt) => attempt switch
        {
            { IsDone: true } => new EntryDelivered(entry.Kind, entry.Ordinal, attempt.Note),
            { NeedsOperator: false } when await outages.After(entry) is { } heldBack => heldBack,
            _ => RetryPolicy.Next(entry, attempt, turn.Now, turn.Services.Retry, turn.Services.Jitter()),
        };

    private static OutboxEntry? NextDue(Turn turn, HashSet<(OutboxKind, int)> tried) => turn.Payment.Outbox
        .FirstOrDefault(
            entry => !entry.IsParked && entry.DueAt <= turn.Now && !tried.Contains((entry.Kind, entry.Ordinal)));

    private static async Task<DeliveryAttempt> Deliver(Turn turn, OutboxEntry entry)
    {
        using var activity = PaymentTraces.Deliver(entry);
        return turn.Services.Features.Handler(entry.Kind) is { } handler
            ? await handler.Deliver(turn, entry)
            : DeliveryAttempt.Park($"this version does not know {entry.Kind}");
    }
}
