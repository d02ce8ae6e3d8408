using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// When a failed outbox entry is tried again (exponential backoff). The first pause doubles from attempt to attempt up
/// to the longest; a quarter of it is random (jitter), so that a recovering partner is not called for all payments at
/// once. After the hours of giving up the entry is parked. Repeats are safe because each entry brings a partner to a
/// state and checks before it writes.
/// </summary>
public static class RetryPolicy
{
    /// <summary>More doublings change nothing: 2^30 first pauses exceed any longest one.</summary>
    private const int DoublingsMax = 30;

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
    {
        var doubled = options.FirstSeconds * Math.Pow(2, Math.Min(attempts, DoublingsMax));
        return TimeSpan.FromSeconds(Math.Min(doubled, options.LongestSeconds) * (0.75 + (0.25 * jitter)));
    }
}
