using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>The store, as seen by a process that may die. Checks each commit by the state diagram.</summary>
internal sealed class MortalStore(IPaymentStore store, Mishaps mishaps) : IPaymentStore
{
    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => mishaps.Load(() => store.Load(key, cancellation));

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => store.History(key, cancellation);

    public async Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        var before = await store.Load(commit.Key, cancellation);
        if (before?.Version == commit.ExpectedVersion) StateDiagram.Check(before, commit);
        return await mishaps.Commit(() => store.Commit(commit, cancellation));
    }

    public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
        => store.CountRepeat(repeat, cancellation);

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
        => store.Due(at, max, cancellation);
}

/// <summary>The network, as seen by a process that may die.</summary>
internal sealed class MortalHandler(HttpMessageHandler inner, Mishaps mishaps) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
        => mishaps.Step(() => base.SendAsync(request, cancellationToken));
}
