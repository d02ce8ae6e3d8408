namespace QliroAdapter.Ops;

/// <summary>What the cluster served lately, as charts and numbers show it. Pure.</summary>
public sealed record TrafficFacts
{
    private const int MinutesOfHour = 60;

    /// <summary>Every minute that is shown, the newest first; the first is not over yet.</summary>
    public required IReadOnlyList<TrafficRow> Rows { get; init; }

    /// <summary>The last 60 minutes together, the present one included.</summary>
    public required TrafficMinute LastHour { get; init; }

    /// <summary>Errors of the last hour by calls of the last hour; absent without calls.</summary>
    public double? ErrorRate => LastHour.Calls == 0 ? null : (double)LastHour.Errors / LastHour.Calls;

    /// <summary>What is affected, the merchant with the most errors first.</summary>
    public required IReadOnlyList<MerchantRow> Merchants { get; init; }

    /// <summary>From when on there are figures, at most <see cref="TrafficRecorder.MinutesMax"/> back.</summary>
    public required DateTimeOffset Since { get; init; }

    public static TrafficFacts Of(ClusterFigures cluster, DateTimeOffset now)
    {
        var last = TrafficRecorder.MinuteOf(now);
        var oldest = last.AddMinutes(1 - TrafficRecorder.MinutesMax);
        var since = cluster.Since is { } start && start > oldest ? TrafficRecorder.MinuteOf(start) : oldest;
        var served = cluster.Minutes.ToDictionary(minute => minute.At);
        var waited = cluster.Outbox.ToDictionary(sample => TrafficRecorder.MinuteOf(sample.At));
        var hour = TrafficMinute.Sum(
            last, [.. cluster.Minutes.Where(minute => minute.At > last.AddMinutes(-MinutesOfHour))]);
        var minutes = (int)(last - since).TotalMinutes + 1;
        return new()
        {
            Rows =
            [
                .. Enumerable.Range(0, Math.Max(1, minutes)).Select(back => last.AddMinutes(-back)).Select(
                    at => new TrafficRow(
                        served.GetValueOrDefault(at) ?? new() { At = at }, waited.GetValueOrDefault(at), at == last)),
            ],
            LastHour = hour,
            Merchants = MerchantRow.Of(hour.Merchants, cluster.Waiting),
            Since = since,
        };
    }
}

/// <summary>One minute of the cluster.</summary>
/// <param name="Minute">What was served.</param>
/// <param name="Outbox">What waited at its end; absent when it was not looked at.</param>
/// <param name="IsRunning">True for the minute that is not over.</param>
public sealed record TrafficRow(TrafficMinute Minute, OutboxSample? Outbox, bool IsRunning);

/// <summary>One merchant: what failed in the last hour, and what waits.</summary>
public sealed record MerchantRow(string Merchant, long Calls, long Errors, MerchantBacklog? Waiting)
{
    /// <summary>As many as a person can look through.</summary>
    public const int Max = 20;

    /// <summary>Entries that are delivered without a person.</summary>
    public long OutboxDepth => Waiting is { } waiting ? Math.Max(0, waiting.OutboxEntries - waiting.ParkedEntries) : 0;

    /// <summary>True when a person should look at it.</summary>
    public bool IsAffected => Errors > 0 || Waiting is { NeedPerson: > 0 } or { OutboxEntries: > 0 };

    internal static IReadOnlyList<MerchantRow> Of(
        IReadOnlyList<MerchantTraffic> served, IReadOnlyList<MerchantBacklog> waiting)
    {
        var calls = served.ToDictionary(one => one.Merchant, StringComparer.Ordinal);
        var waits = waiting.ToDictionary(one => one.Merchant, StringComparer.Ordinal);
        return
        [
            .. calls.Keys.Union(waits.Keys, StringComparer.Ordinal).Select(merchant => new MerchantRow(
                    merchant, calls.GetValueOrDefault(merchant)?.Calls ?? 0,
                    calls.GetValueOrDefault(merchant)?.Errors ?? 0, waits.GetValueOrDefault(merchant)))
                .OrderByDescending(row => row.Errors).ThenByDescending(row => row.Waiting?.NeedPerson ?? 0)
                .ThenByDescending(row => row.Waiting?.OutboxEntries ?? 0).ThenByDescending(row => row.Calls)
                .ThenBy(row => row.Merchant, StringComparer.Ordinal).Take(Max),
        ];
    }
}
