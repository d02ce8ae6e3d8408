using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// The transactional outbox's dispatcher: delivers the entries that are due, in the order of <see cref="OutboxKind"/>,
/// each at most once in a turn and at least once in all. The entries are stored already; results are stored together at
/// the end, since repeating a delivered entry is harmless.
/// </summary>
public static class OutboxDispatcher
{
    /// <summary>A turn's bound: each kind once, and some more that deliveries cause.</summary>
    public const int EntriesMax = 24;

    public static async Task Run(Turn turn)
    {
        await turn.Commit();
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
            // What was enqueued again, or done, while it was delivered stays as it is.
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

    private static Task<DeliveryAttempt> Deliver(Turn turn, OutboxEntry entry)
        => turn.Services.Features.Handler(entry.Kind) is { } handler
            ? handler.Deliver(turn, entry)
            : Task.FromResult(DeliveryAttempt.Park($"this version does not know {entry.Kind}"));
}
