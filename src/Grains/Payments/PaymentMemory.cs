namespace QliroAdapter.Payments;

/// <summary>
/// The payment as last committed, kept by its activation between turns. Written by turns, which never overlap; read by
/// interleaved reads, which see the last commit whole.
/// </summary>
public sealed class PaymentMemory
{
    private sealed record Snapshot(PaymentDocument? Document, long Version, string? ParkedBecause = null);

    private volatile Snapshot? snapshot;

    /// <summary>Null when the store has none, or nothing was loaded.</summary>
    public PaymentDocument? Document => snapshot?.Document;

    /// <summary>0 when the store has none.</summary>
    public long Version => snapshot?.Version ?? 0;

    /// <summary>Why the engine parked the payment; absent when it did not. The document may be unreadable.</summary>
    public string? ParkedBecause => snapshot?.ParkedBecause ?? snapshot?.Document?.ParkedBecause;

    /// <summary>Loads unless loaded already.</summary>
    /// <exception cref="BrokenInvariantException">It is stored as what cannot be.</exception>
    /// <exception cref="UnreadablePaymentException">This version cannot read it.</exception>
    public async Task Load(PaymentKey key, PaymentServices services)
    {
        if (snapshot is not null) return;
        var stored = await services.Store.Load(key.ToString(), CancellationToken.None);
        snapshot = stored is null
            ? new(null, 0)
            : new(Sound(services.Features.Json.ReadStored(stored), services.Features), stored.Version);
    }

    /// <summary>After a commit.</summary>
    public void Remember(PaymentDocument document, long version) => snapshot = new(document, version);

    /// <summary>The engine parked it and its document stays unread.</summary>
    public void SetAside(string reason, long version) => snapshot = new(null, version, reason);

    /// <summary>A payment that was parked for a rule it breaks is loaded as it is: an operator repairs it.</summary>
    private static PaymentDocument Sound(PaymentDocument payment, PaymentFeatures features)
        => payment.ParkedBecause is null ? features.Check(payment) : payment;

    /// <summary>After a conflict or an accident: the next turn loads again.</summary>
    public void Forget() => snapshot = null;
}
