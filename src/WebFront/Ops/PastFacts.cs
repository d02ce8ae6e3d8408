using System.Globalization;
using QliroAdapter.Composition;

namespace QliroAdapter.Ops;

/// <summary>What a payment was after a row of its timeline, as far as it is kept.</summary>
public sealed record PastFacts
{
    /// <summary>The number of the row.</summary>
    public required long Row { get; init; }

    /// <summary>The version that the row's commit made; absent when it is not kept.</summary>
    public KeptVersion? Version { get; init; }

    /// <summary>The payment as it was then; absent when it is not kept.</summary>
    public PastPayment? Payment { get; init; }

    /// <summary>Why there is no <see cref="Payment"/>, as the end of a sentence.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The last row of the timeline then.</summary>
    public long LastRow => Version?.LastRow ?? Row;

    /// <summary>What the commit changed; absent when the version before it is not kept.</summary>
    public IReadOnlyList<ChangedMember>? Changes { get; init; }

    /// <summary>The last row before those of the commit; absent when there is none.</summary>
    public long? RowBefore { get; init; }

    /// <summary>The first row behind those of the commit; absent when there is none.</summary>
    public long? RowAfter { get; init; }

    /// <summary>Looks for the version among those that are kept.</summary>
    /// <param name="key">The payment's key.</param>
    /// <param name="row">The number of the row.</param>
    /// <param name="timeline">The payment's.</param>
    /// <param name="bodies">Where versions are kept.</param>
    /// <param name="kept">How long they are; 0 when they are not.</param>
    /// <param name="now">The present time.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    public static async Task<PastFacts> Read(
        string key, long row, IReadOnlyList<TimelineEntry> timeline, ICallBodies bodies, TimeSpan kept,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var versions = await bodies.Versions(key, cancellation);
        var version = versions.LastOrDefault(one => one.Added(row));
        if (version is null)
        {
            var entry = timeline.FirstOrDefault(one => one.Sequence == row);
            return new() { Row = row, WhyNot = WhyNotKept(entry, kept, now) };
        }
        var text = await bodies.Document(key, version, cancellation) ?? "";
        if (PastPayment.Read(key, version, text, Features.All) is not { } payment)
            return new() { Row = row, WhyNot = WhyNotRead(text) };
        return new()
        {
            Row = row,
            Version = version,
            Payment = payment,
            Changes = await ChangesOf(key, version, payment, versions, bodies, cancellation),
            RowBefore = timeline.LastOrDefault(one => one.Sequence > 0 && one.Sequence < version.FirstRow)?.Sequence,
            RowAfter = timeline.FirstOrDefault(one => one.Sequence > version.LastRow)?.Sequence,
        };
    }

    private static async Task<IReadOnlyList<ChangedMember>?> ChangesOf(
        string key, KeptVersion version, PastPayment payment, IReadOnlyList<KeptVersion> versions, ICallBodies bodies,
        CancellationToken cancellation)
    {
        if (version.Version == 1) return ChangedMembers.Between("{}", payment.Json);
        if (versions.LastOrDefault(one => one.Version == version.Version - 1) is not { } before) return null;
        var text = await bodies.Document(key, before, cancellation) ?? "";
        return PastPayment.Read(key, before, text, Features.All) is { } past
            ? ChangedMembers.Between(past.Json, payment.Json) : null;
    }

    private static string WhyNotKept(TimelineEntry? row, TimeSpan kept, DateTimeOffset now)
    {
        if (kept == TimeSpan.Zero) return "nothing is kept (Ops:KeepBodiesHours is 0)";
        if (row is null) return "there is no such row";
        return now - row.At > kept
            ? string.Create(CultureInfo.InvariantCulture,
                $"it is older than {kept.TotalHours:0} hours (Ops:KeepBodiesHours)")
            : "in a rush only some are kept, and the newest is there after a second or two";
    }

    private static string WhyNotRead(string text) => text switch
    {
        "" => "it was too large to keep",
        ['"', .. var why, '"'] => $"it is {why}",
        _ => "this version cannot read it",
    };
}
