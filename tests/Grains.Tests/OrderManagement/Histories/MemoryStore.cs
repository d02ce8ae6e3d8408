using System.Collections.Concurrent;
using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// A store that is fast enough for tens of thousands of histories. It checks versions and keeps only what the next turn
/// needs. Used only here; the real stores' own tests prove what a store must do.
/// </summary>
internal sealed class MemoryStore : IPaymentStore
{
    private readonly ConcurrentDictionary<string, (long Version, string Document, DateTimeOffset? DueAt)> rows = new();

    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => Task.FromResult(
            rows.TryGetValue(key, out var row) ? new StoredPayment(key, row.Version, row.Document) : null);

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<TimelineEntry>>([]);

    public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        var known = rows.TryGetValue(commit.Key, out var row) ? row.Version : 0;
        if (known != commit.ExpectedVersion) throw new StoreConflictException(commit.Key, commit.ExpectedVersion);
        rows[commit.Key] = (known + 1, commit.Document, commit.DueAt);
        return Task.FromResult(known + 1);
    }

    public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
        => Task.CompletedTask;

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<string>>(
            [.. rows.Where(row => row.Value.DueAt <= at).Select(row => row.Key).Take(max)]);

    public DateTimeOffset? DueAt(string key) => rows.TryGetValue(key, out var row) ? row.DueAt : null;

    public void Put(string key, string document) => rows[key] = (1, document, null);
}
