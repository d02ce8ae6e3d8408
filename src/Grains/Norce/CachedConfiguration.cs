using QliroAdapter.Ops;

namespace QliroAdapter.Norce;

/// <summary>
/// One channel in a node's cache: the last answer of the channel's grain, parsed, and the callers that wait for one.
/// Thread-safe.
/// </summary>
internal sealed class CachedConfiguration(ChannelKey channel, TimeProvider clock, TimeSpan staleFor)
{
    private readonly Lock gate = new();
    private List<TaskCompletionSource<Outcome<ChannelConfiguration>>>? waiting;
    private ChannelConfiguration? configuration;
    private ChannelDocument? last;
    private TimeSpan goodFor;
    private long learnedAt;
    private long askedAt = clock.GetTimestamp();

    public ChannelKey Channel { get; } = channel;

    /// <summary>
    /// When the next read is worth while, while the Configuration API gives no answer; null when a read is allowed now.
    /// </summary>
    public DateTimeOffset? OpenUntil
    {
        get { lock (gate) return last?.OpenUntil is { } until && until > clock.GetUtcNow() ? until : null; }
    }

    /// <summary>Null while the channel's document can be read.</summary>
    public ChannelHealth? Stale
    {
        get
        {
            lock (gate)
            {
                if (last is not { UnavailableSince: { } since }) return null;
                var readAt = Good is null ? null : last.ReadAt;
                return new()
                {
                    Channel = Channel, UnavailableSince = since, ReadAt = readAt, ServesUntil = readAt + staleFor,
                };
            }
        }
    }

    /// <summary>
    /// True when there is nothing to remember: no good document is known, and the last read was answered, or was a 404
    /// that may be a proxy's.
    /// </summary>
    public bool IsMissing
    {
        get
        {
            lock (gate)
            {
                return waiting is null && Good is null && last is { Document: null } read
                    && (read.UnavailableSince is null || read.Error?.Code == ErrorCodes.ConfigurationNotFound);
            }
        }
    }

    /// <summary>True when no good document is known and no caller has asked for one for this long.</summary>
    public bool IsForgotten(TimeSpan idle)
    {
        lock (gate) return waiting is null && Good is null && clock.GetElapsedTime(askedAt) >= idle;
    }

    private ChannelConfiguration? Good
        => configuration is not null && clock.GetUtcNow() - last!.ReadAt <= staleFor ? configuration : null;

    private bool IsOld => clock.GetElapsedTime(learnedAt) >= goodFor;

    /// <summary>
    /// Returns a good document at once, even an old one. Without a good one, waits for the running refresh, or for one
    /// that this call starts.
    /// </summary>
    /// <param name="ct">Ends this caller's wait, but not the refresh, which others share.</param>
    /// <param name="refresh">Started when none runs and the known document is old or missing.</param>
    public async Task<Outcome<ChannelConfiguration>> Get(
        Func<CachedConfiguration, Task> refresh, CancellationToken ct)
    {
        TaskCompletionSource<Outcome<ChannelConfiguration>>? place = null;
        ChannelConfiguration? good;
        bool starts;
        lock (gate)
        {
            askedAt = clock.GetTimestamp();
            good = Good;
            starts = TryStart(good);
            if (good is null) waiting!.Add(place = new());
        }

        if (starts) _ = refresh(this);
        if (good is not null) return good;
        await using var withdrawal = ct.UnsafeRegister(
            _ => place!.TrySetResult(ChannelConfigurationReader.Error(Channel, "was not read in time")), null);
        return await place!.Task;
    }

    /// <summary>
    /// True when the caller must refresh: the known document is old or missing, and nobody refreshes it.
    /// </summary>
    public bool TryStart()
    {
        lock (gate) return TryStart(Good);
    }

    /// <summary>Ends a refresh with the grain's answer. Parses the document only when it has changed.</summary>
    /// <returns>A good document that was not known before; else null.</returns>
    public ChannelConfiguration? Learn(ChannelDocument document)
    {
        Outcome<ChannelConfiguration> outcome;
        ChannelConfiguration? fresh;
        lock (gate)
        {
            outcome = OutcomeOf(document);
            fresh = ReferenceEquals(outcome.Value, configuration) ? null : outcome.Value;
            configuration = outcome.Value;
            (last, goodFor, learnedAt) = (document, document.GoodFor, clock.GetTimestamp());
        }

        foreach (var one in Release()) one.TrySetResult(outcome);
        return fresh;
    }

    /// <summary>
    /// Ends a refresh that got no answer, and continues with the good document for the given time. False when there is
    /// no good one.
    /// </summary>
    public bool PutOff(TimeSpan pause)
    {
        ChannelConfiguration? good;
        lock (gate)
        {
            good = Good;
            if (good is null) return false;
            (goodFor, learnedAt) = (pause, clock.GetTimestamp());
        }

        foreach (var one in Release()) one.TrySetResult(good);
        return true;
    }

    /// <summary>Ends a refresh that failed unexpectedly.</summary>
    public void Fail(Exception exception)
    {
        foreach (var one in Release()) one.TrySetException(exception);
    }

    private Outcome<ChannelConfiguration> OutcomeOf(ChannelDocument document)
    {
        if (document.Document is not { } text) return document.Error!;
        return configuration is not null && last!.Document == text
            ? configuration
            : ChannelConfigurationReader.Parse(text.Reveal(), Channel);
    }

    private bool TryStart(ChannelConfiguration? good)
    {
        if (waiting is not null || (good is not null && !IsOld)) return false;
        waiting = [];
        return true;
    }

    private List<TaskCompletionSource<Outcome<ChannelConfiguration>>> Release()
    {
        lock (gate)
        {
            var released = waiting ?? [];
            waiting = null;
            return released;
        }
    }
}
