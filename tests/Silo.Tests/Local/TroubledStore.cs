using System.Collections.Concurrent;
using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>The real store, which fails when the test says so and counts its loads.</summary>
internal sealed class TroubledStore : IPaymentStore
{
    private readonly ConcurrentDictionary<string, int> loads = new(StringComparer.Ordinal);
    private IPaymentStore inner = null!;

    /// <summary>The exception that the next commit throws instead of storing anything.</summary>
    public Exception? NextCommit { get; set; }

    public TroubledStore Over(object store)
    {
        inner = (IPaymentStore)store;
        return this;
    }

    public int LoadsOf(string key) => loads.GetValueOrDefault(key);

    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
    {
        loads.AddOrUpdate(key, 1, (_, number) => number + 1);
        return inner.Load(key, cancellation);
    }

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => inner.History(key, cancellation);

    public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        if (NextCommit is not { } failure) return inner.Commit(commit, cancellation);
        NextCommit = null;
        return Task.FromException<long>(failure);
    }

    public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
        => inner.CountRepeat(repeat, cancellation);

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
        => inner.Due(at, max, cancellation);
}
