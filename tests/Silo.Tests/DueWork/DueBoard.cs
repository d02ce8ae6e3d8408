using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Silo.Tests.DueWork;

/// <summary>A store of which only the due list is used: keys stay on it until the test removes them.</summary>
internal sealed class DueBoard : IPaymentStore
{
    private readonly SemaphoreSlim looked = new(0);

    public List<string> Keys { get; } = [];

    public Exception? Broken { get; set; }

    public int Scans { get; private set; }

    /// <summary>The next scan that has not been waited for.</summary>
    public Task Scanned() => looked.WaitAsync();

    public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
        => Task.CompletedTask;

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
    {
        Scans++;
        looked.Release();
        return Broken is null
            ? Task.FromResult<IReadOnlyList<string>>([.. Keys.Take(max)])
            : Task.FromException<IReadOnlyList<string>>(Broken);
    }

    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => Task.FromResult<StoredPayment?>(null);

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<TimelineEntry>>([]);

    public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation) => Task.FromResult(1L);
}
