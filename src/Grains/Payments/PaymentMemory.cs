using QliroAdapter.Outbox;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// The payment as last committed, kept by its activation between turns. Written by turns, which never overlap;
/// interleaved reads see the last commit as a whole.
/// </summary>
public sealed class PaymentMemory
{
    private sealed record Snapshot(
        PaymentDocument? Document, long Version, PaymentSeal Seal, TimelineState Timeline,
        string? ParkedBecause = null);

    private volatile Snapshot? snapshot;

    /// <summary>Null when the store has none, or it was not loaded.</summary>
    public PaymentDocument? Document => snapshot?.Document;

    /// <summary>0 when the store has none.</summary>
    public long Version => snapshot?.Version ?? 0;

    /// <summary>Why the payment was parked as a whole; absent otherwise. Its document may be unreadable.</summary>
    public string? ParkedBecause => snapshot?.ParkedBecause ?? snapshot?.Document?.ParkedBecause;

    /// <summary>The payment's key.</summary>
    internal PaymentSeal Seal => snapshot?.Seal ?? PaymentSeal.None;

    /// <summary>Its stored timeline.</summary>
    internal TimelineState Timeline => snapshot?.Timeline ?? TimelineState.None;

    /// <summary>
    /// True when Norce was to be told of the payment as it was loaded and nobody had tried it: another activation may
    /// be at it, or have died while it was. Stays so until <see cref="AccountForAnother"/>.
    /// </summary>
    public bool MayHaveAnother { get; private set; }

    /// <summary>When it was last loaded from the store; null when it was begun here.</summary>
    internal DateTimeOffset? LoadedAt { get; private set; }

    /// <summary>A commit has told the other, and seen to it that what it may write is looked at again.</summary>
    public void AccountForAnother() => MayHaveAnother = false;

    /// <summary>Loads the payment unless it is loaded already.</summary>
    /// <exception cref="BrokenInvariantException">The stored payment is impossible.</exception>
    /// <exception cref="UnreadablePaymentException">This version cannot read it.</exception>
    /// <exception cref="DataKeyMissingException">Its personal data cannot be opened.</exception>
    public async Task Load(PaymentKey key, PaymentServices services)
    {
        if (snapshot is not null) return;
        var stored = await services.Store.Load(key.ToString(), CancellationToken.None);
        if (stored is null)
        {
            snapshot = new(null, 0, PaymentSeal.None, TimelineState.None);
            return;
        }
        var (payment, seal) = services.Vault.Open(stored);
        var timeline = services.Timelines.StateOf(stored);
        if (timeline.Broken is { } why) services.TellBroken(key, why);
        snapshot = new(Sound(payment, services.Features), stored.Version, seal, timeline);
        LoadedAt = services.Clock.GetUtcNow();
        MayHaveAnother |= payment.Hold is null
            && payment.PendingEntry(OutboxKind.SyncNorce) is { IsParked: false, Attempts: 0 };
    }

    /// <summary>Keeps what was committed.</summary>
    internal void Remember(PaymentDocument document, long version, PaymentSeal seal, TimelineState timeline)
        => snapshot = new(document, version, seal, timeline);

    /// <summary>Keeps only the reason and version of a payment that is parked with an unreadable document.</summary>
    public void SetAside(string reason, long version)
        => snapshot = new(null, version, PaymentSeal.None, TimelineState.None, reason);

    /// <summary>
    /// A payment that was parked for breaking a rule is loaded without the check, so that an operator can repair it.
    /// </summary>
    private static PaymentDocument Sound(PaymentDocument payment, PaymentFeatures features)
        => payment.ParkedBecause is null ? features.Check(payment) : payment;

    /// <summary>Drops what is kept after a conflict or a failure, so that the next turn loads again.</summary>
    public void Forget() => snapshot = null;
}
