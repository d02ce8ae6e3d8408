using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// The payment as last committed, kept by its activation between turns. Written by turns, which never overlap;
/// read beside them by interleaved reads, which see the last commit whole.
/// </summary>
public sealed class PaymentMemory
{
    private sealed record Snapshot(PaymentDocument? Document, long Version);

    private volatile Snapshot? snapshot;

    /// <summary>Null when the store has none, or nothing was loaded.</summary>
    public PaymentDocument? Document => snapshot?.Document;

    /// <summary>0 when the store has none.</summary>
    public long Version => snapshot?.Version ?? 0;

    /// <summary>Loads unless loaded already.</summary>
    public async Task Load(PaymentKey key, IPaymentStore store)
    {
        if (snapshot is not null) return;
        var stored = await store.Load(key.ToString(), CancellationToken.None);
        snapshot = stored is null
            ? new(null, 0)
            : new(Invariants.Check(PaymentJson.Read(stored.Document)), stored.Version);
    }

    /// <summary>After a commit.</summary>
    public void Remember(PaymentDocument document, long version) => snapshot = new(document, version);

    /// <summary>After a conflict or an accident: the next turn loads again.</summary>
    public void Forget() => snapshot = null;
}
