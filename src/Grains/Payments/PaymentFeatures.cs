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
}
