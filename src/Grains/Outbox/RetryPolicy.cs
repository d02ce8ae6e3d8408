using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// When a failed outbox entry is tried again, with exponential backoff (<see cref="Backoff"/>). After the hours of
/// giving up the entry is parked. Repeats are safe because each entry brings a partner to a state and checks before it
/// writes.
/// </summary>
public static class RetryPolicy
{
    /// <param name="entry">The entry whose delivery failed.</param>
    /// <param name="attempt">The result of the delivery.</param>
    /// <param name="now">The time of the failure.</param>
    /// <param name="options">The pauses and the hours after which an entry is parked.</param>
    /// <param name="jitter">Uniform in [0, 1).</param>
    public static PaymentEvent Next(
        OutboxEntry entry, DeliveryAttempt attempt, DateTimeOffset now, RetryOptions options, double jitter)
    {
        var problem = attempt.Note ?? "no reason given.";
        if (attempt.NeedsOperator) return new EntryParked(entry.Kind, entry.Ordinal, problem);
        if (now - entry.Since - entry.HeldFor > TimeSpan.FromHours(options.GiveUpHours))
            return new EntryParked(
                entry.Kind, entry.Ordinal, $"given up after {options.GiveUpHours} h; last: {problem}");
        return new EntryPostponed(
            entry.Kind, entry.Ordinal, problem, now + Longer(attempt.Pause, Pause(entry.Attempts, options, jitter)));
    }

    private static TimeSpan Longer(TimeSpan? left, TimeSpan right) => left > right ? left.Value : right;

    /// <summary>The pause after this many earlier failures.</summary>
    public static TimeSpan Pause(int attempts, RetryOptions options, double jitter)
        => Backoff.Pause(attempts, options.FirstSeconds, options.LongestSeconds, jitter);
}
