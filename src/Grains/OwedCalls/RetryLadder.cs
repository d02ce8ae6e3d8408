using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// When a failed owed call is tried again: first pause, doubled from try to try, never above the longest, a quarter of
/// it drawn at random so that a partner coming back is not met by all payments at once; parked after the last hour.
/// Repeating is safe because each owed call brings a partner to a state and checks before it writes.
/// </summary>
public static class RetryLadder
{
    /// <summary>Doubling past this many tries changes nothing: 2^30 first pauses exceed any longest one.</summary>
    private const int DoublingsMost = 30;

    /// <param name="call">The call that failed.</param>
    /// <param name="delivery">What came of it.</param>
    /// <param name="now">The time of the failure.</param>
    /// <param name="options">Pauses and patience.</param>
    /// <param name="draw">Uniform in [0, 1).</param>
    public static PaymentEvent Next(
        OwedCall call, Delivery delivery, DateTimeOffset now, RetryOptions options, double draw)
    {
        var problem = delivery.Note ?? "no reason given.";
        if (delivery.IsHopeless) return new CallParked(call.Kind, call.Ordinal, problem);
        if (now - call.Since - call.HeldFor > TimeSpan.FromHours(options.GiveUpHours))
            return new CallParked(call.Kind, call.Ordinal, $"given up after {options.GiveUpHours} h; last: {problem}");
        return new CallPostponed(
            call.Kind, call.Ordinal, problem, now + Longer(delivery.Pause, Pause(call.Attempts, options, draw)));
    }

    private static TimeSpan Longer(TimeSpan? left, TimeSpan right) => left > right ? left.Value : right;

    /// <summary>The pause after this many earlier failures.</summary>
    public static TimeSpan Pause(int attempts, RetryOptions options, double draw)
    {
        var doubled = options.FirstSeconds * Math.Pow(2, Math.Min(attempts, DoublingsMost));
        return TimeSpan.FromSeconds(Math.Min(doubled, options.LongestSeconds) * (0.75 + (0.25 * draw)));
    }
}
