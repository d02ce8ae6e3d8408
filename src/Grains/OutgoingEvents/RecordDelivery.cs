using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>Stores what the sender says became of an event.</summary>
public static class RecordDelivery
{
    private const double FirstSeconds = 5;

    /// <summary>Four hours: some thirty attempts in three days, each of which writes the payment twice.</summary>
    private const double LongestSeconds = 14_400;

    public static async Task<Outcome<Done>> Run(Turn turn, RecordEventDelivery message)
    {
        if (turn.Known is not { } payment) return Refusal.PaymentNotFound(turn.Key, "it is not stored here");
        var entry = payment.Outbox.FirstOrDefault(
            one => one.Kind == OutboxKind.SendEvent && one.Ordinal == message.Number);
        var isKnown = payment.Events?.Any(one => one.Number == message.Number && one.Id == message.Id) == true;
        // A repeat, or the event gave way to others.
        if (entry is null || !isKnown) return Done.Yes;
        await turn.Commit(Decide(entry, message, turn.Services.Events.Options, turn.Now, turn.Services.Jitter()));
        return Done.Yes;
    }

    /// <summary>Delivered, tried again with growing pauses, or given up. Pure.</summary>
    public static PaymentEvent Decide(
        OutboxEntry entry, RecordEventDelivery message, EventOptions options, DateTimeOffset now, double jitter)
    {
        if (message.Problem is not { } problem) return new EventDelivered(entry.Ordinal, now);
        if (now - entry.Since - entry.HeldFor > TimeSpan.FromHours(options.GiveUpHours))
            return new EventGivenUp(entry.Ordinal, TooLate(options, entry with { Problem = problem }), now);
        return new EventPostponed(
            entry.Ordinal, problem, now + Backoff.Pause(entry.Attempts, FirstSeconds, LongestSeconds, jitter));
    }

    internal static string TooLate(EventOptions options, OutboxEntry entry)
        => $"it was not taken within {options.GiveUpHours} h; last: {entry.Problem ?? "no answer."}";
}
