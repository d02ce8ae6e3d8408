using QliroAdapter.Ops;
using QliroAdapter.Outbox;

namespace QliroAdapter.Payments;

/// <summary>
/// All features as the core uses them: the table of outbox handlers, how documents are stored, what must hold of a
/// payment, when it is checked again. Built once per process; thread-safe.
/// </summary>
public sealed class PaymentFeatures
{
    private readonly IReadOnlyList<PaymentFeature> features;
    private readonly OutboxHandler?[] handlers = new OutboxHandler?[Enum.GetValues<OutboxKind>().Length];

    /// <exception cref="ArgumentException">Two handlers for one kind of outbox entry.</exception>
    public PaymentFeatures(IReadOnlyList<PaymentFeature> features)
    {
        this.features = features;
        Sections = [.. features.SelectMany(feature => feature.Sections)];
        Json = new(Sections);
        foreach (var handler in features.SelectMany(feature => feature.Handlers))
        {
            if (Handler(handler.Kind) is not null)
                throw new ArgumentException($"Two features deliver {handler.Kind}.", nameof(features));
            handlers[(int)handler.Kind] = handler;
        }
    }

    public IReadOnlyList<PaymentSection> Sections { get; }

    /// <summary>How payments are stored.</summary>
    public PaymentJson Json { get; }

    /// <summary>Who delivers this kind of outbox entry; null when this version does not know it.</summary>
    public OutboxHandler? Handler(OutboxKind kind)
        => (uint)kind < (uint)handlers.Length ? handlers[(int)kind] : null;

    /// <exception cref="BrokenInvariantException">A rule of the core or of a feature does not hold: nothing is
    /// written, and the payment is parked.</exception>
    public PaymentDocument Check(PaymentDocument payment)
    {
        Invariants.Check(payment);
        foreach (var feature in features)
        {
            if (feature.BrokenRule(payment) is { } rule) throw new BrokenInvariantException(payment.Key, rule);
        }
        return payment;
    }

    /// <summary>
    /// When a wait that began or was checked just now is to be checked next. Null when the payment waits for nothing.
    /// </summary>
    public DateTimeOffset? NextCheck(PaymentDocument payment, DateTimeOffset now, ReconciliationOptions options)
    {
        var interval = TimeSpan.FromSeconds(options.IntervalSeconds);
        DateTimeOffset? next = null;
        foreach (var feature in features) next = Schedule.Earlier(next, feature.NextCheck(payment, now, interval));
        return next;
    }

    /// <summary>Ids by which operators search and that the stored payment does not have.</summary>
    public IEnumerable<string> SearchIds(PaymentDocument payment, PaymentDocument? stored)
        => features.SelectMany(feature => feature.SearchIds(payment, stored));

    /// <summary>The payment without what is personal or secret of it.</summary>
    public PaymentDocument Erase(PaymentDocument payment)
        => features.Aggregate(payment, static (erased, feature) => feature.Erase(erased));

    /// <summary>
    /// Why a person must act on the payment, in this order: it is parked as a whole, an entry of its outbox is parked,
    /// a feature says so. Null when nobody must.
    /// </summary>
    public Attention? Attention(PaymentDocument payment, DateTimeOffset now)
    {
        if (payment.ParkedBecause is { } broken)
            return new(AttentionKinds.Parked, $"Nothing is done with it: {broken}", now, MoneyHeld(payment));
        if (payment.Outbox.FirstOrDefault(entry => entry.IsParked) is { } parked) return Attention(payment, parked);
        return features.Select(feature => feature.Attention(payment)).FirstOrDefault(found => found is not null);
    }

    private Attention Attention(PaymentDocument payment, OutboxEntry parked) => parked.Kind == OutboxKind.Reconcile
        ? new(AttentionKinds.Discrepancy, $"Norce, the adapter and Qliro differ. {parked.Problem}", parked.DueAt,
            MoneyHeld(payment))
        : new(AttentionKinds.Parked,
            $"The adapter could not {Handler(parked.Kind)?.Meaning ?? parked.Kind.ToString()}. {parked.Problem}",
            parked.DueAt, MoneyHeld(payment));

    /// <summary>The shopper's money that is reserved or taken; the whole amount where nothing is known.</summary>
    private decimal MoneyHeld(PaymentDocument payment) => features.Select(feature => feature.MoneyHeld(payment))
        .FirstOrDefault(held => held is not null) ?? payment.Amount.Amount;
}
