using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// The disk: committed rows, guarded by version, also for the first write. It survives every process.
/// </summary>
internal sealed class SharedStore(World world)
{
    private readonly Dictionary<string, PaymentCommit> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaymentDocument> payments = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<TimelineEntry>> histories = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>The earliest due time of all rows; null when nothing is due.</summary>
    public DateTimeOffset? NextDue { get; private set; }

    public IEnumerable<PaymentCommit> Rows => rows.Values.OrderBy(row => row.Key, StringComparer.Ordinal);

    /// <summary>As their stored documents read.</summary>
    public IEnumerable<PaymentDocument> Payments => payments.OrderBy(one => one.Key, StringComparer.Ordinal)
        .Select(one => one.Value);

    public int PaymentCount => payments.Count;

    public PaymentCommit? Row(string key) => rows.GetValueOrDefault(key);

    public PaymentDocument? Payment(string key) => payments.GetValueOrDefault(key);

    public StoredPayment? Load(string key) => Row(key) is not { } row ? null : new(
        key, row.ExpectedVersion + 1, row.Document, row.DataKey, row.Chain, History(key).Count);

    public IReadOnlyList<TimelineEntry> History(string key) => histories.GetValueOrDefault(key) ?? [];

    /// <summary>Every text that lies on the disk, as whoever gets it reads it.</summary>
    public IEnumerable<string> Texts =>
    [
        .. ids,
        .. rows.Values.SelectMany(row => new[]
        {
            row.Document, row.ParkedReason, row.HeldReason, row.Attention?.Reason, row.MerchantReference, row.Method,
        }).OfType<string>(),
        .. histories.Values.SelectMany(history => history.Select(entry => entry.Summary)),
    ];

    public long Commit(PaymentCommit commit, string by)
    {
        var version = Row(commit.Key) is { } known ? known.ExpectedVersion + 1 : 0;
        if (version != commit.ExpectedVersion)
        {
            world.Trace.Add($"{by} store: conflict on {commit.Key} at {commit.ExpectedVersion}, stored {version}");
            throw new StoreConflictException(commit.Key, commit.ExpectedVersion);
        }
        rows[commit.Key] = commit with
        {
            DataKey = commit.Erases ? null : commit.DataKey ?? Row(commit.Key)?.DataKey,
            Chain = commit.Chain ?? Row(commit.Key)?.Chain,
        };
        if (!histories.TryGetValue(commit.Key, out var history)) histories[commit.Key] = history = [];
        foreach (var entry in commit.Timeline) history.Add(entry with { Sequence = history.Count + 1 });
        ids.UnionWith(commit.Ids);
        NextDue = rows.Values.Min(row => row.DueAt);
        world.Trace.Add($"{by} store: {commit.Key} v{version + 1} {commit.State}, owes {commit.OutboxEntries}, due {commit.DueAt:MM-dd HH:mm:ss}{string.Concat(commit.Timeline.Select(Line))}");
        world.LookForRareBranches(commit.Timeline);
        if (commit.PaymentId.Length > 0)
            world.Auditor.AfterCommit(by, commit, payments[commit.Key] = world.Vault.Open(Load(commit.Key)!).Payment);
        return version + 1;
    }

    private static string Line(TimelineEntry entry) => $"\n        {entry.Kind}: {entry.Summary}";

    public IReadOnlyList<string> Due(DateTimeOffset at, int max) => !(NextDue <= at)
        ? []
        : [.. rows.Values.Where(row => row.DueAt <= at)
        .OrderBy(row => row.DueAt).ThenBy(row => row.Key, StringComparer.Ordinal).Take(max).Select(row => row.Key)];
}

/// <summary>
/// One process's access to the disk: sometimes slow, failing before or after the write, or dying on either side of it.
/// </summary>
internal sealed class ProcessStore(World world, ProcessRun run, SharedStore shared) : IPaymentStore
{
    public async Task<StoredPayment?> Load(string key, CancellationToken cancellation)
    {
        await Travel($"loads {key}");
        if (world.Dice.Chance(world.Weather.StoreFails)) throw new StoreDownException("load");
        return shared.Load(key);
    }

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => Task.FromResult(shared.History(key));

    public async Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        await Travel($"commits {commit.Key}");
        if (world.Dice.Chance(world.Weather.StoreFails)) throw new StoreDownException("commit, not written");
        var version = shared.Commit(commit, run.Name);
        await Travel($"committed {commit.Key}");
        if (world.Dice.Chance(world.Weather.StoreAnswerLost))
        {
            world.Trace.Add($"{run.Name} store: answer about {commit.Key} lost");
            throw new StoreDownException("commit, written");
        }
        return version;
    }

    public async Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
    {
        await Travel($"counts {repeat.Key}");
        if (world.Dice.Chance(world.Weather.StoreFails)) throw new StoreDownException("count");
        if (shared.Load(repeat.Key)?.Version != repeat.ExpectedVersion)
            throw new StoreConflictException(repeat.Key, repeat.ExpectedVersion);
        world.Trace.Add($"{run.Name} store: {repeat.Key} {repeat.What}");
    }

    public async Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
    {
        await run.Gate("scans what is due");
        return shared.Due(at, max);
    }

    private async Task Travel(string what)
    {
        await run.Gate(what);
        await world.Time.Pause(world.Dice.Seconds(0.0005, world.Weather.StoreSeconds));
        await run.Gate(what + ", on its way");
    }
}

/// <summary>The store failed, and the caller does not know whether the write happened.</summary>
internal sealed class StoreDownException(string what) : Exception($"The store failed: {what}.");
