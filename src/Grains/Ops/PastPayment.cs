using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Ops;

/// <summary>
/// A payment as one of its commits left it, read from its kept version (time travel): what lists and the page of a
/// payment show of a stored one. Holds no personal data. Immutable.
/// </summary>
public sealed record PastPayment
{
    private readonly PaymentDocument payment;
    private readonly PaymentFeatures features;

    private PastPayment(string json, PaymentDocument payment, PaymentFeatures features)
        => (Json, this.payment, this.features) = (json, payment, features);

    /// <summary>The document as it was stored, without what is personal or secret.</summary>
    public string Json { get; }

    /// <summary>Money, outbox and events as they were.</summary>
    public OutboxContent Content => Details.ContentOf(payment, features);

    /// <summary>The payment of a kept version; null when this version of the program cannot read it.</summary>
    /// <param name="key">The payment's.</param>
    /// <param name="version">Which version.</param>
    /// <param name="text">As it is kept.</param>
    /// <param name="features">What payments are made of.</param>
    public static PastPayment? Read(string key, KeptVersion version, string text, PaymentFeatures features)
    {
        if (PaymentVersion.DocumentOf(text) is not { } json) return null;
        try
        {
            return new(json, features.Json.ReadStored(new StoredPayment(key, version.Version, json)), features);
        }
        catch (UnreadablePaymentException)
        {
            return null;
        }
    }

    /// <summary>The payment's row as it was.</summary>
    /// <param name="now">As it is: what never changes is taken from it.</param>
    /// <param name="version">The version that was read.</param>
    public PaymentSummary Summary(PaymentSummary now, KeptVersion version) => now with
    {
        Version = version.Version,
        UpdatedAt = version.At,
        State = payment.State.Name(),
        QliroOrderId = payment.QliroOrderId?.ToString(),
        MerchantReference = payment.MerchantReference,
        Amount = payment.Amount,
        OutboxEntries = payment.Work().Count(),
        DueAt = payment.ParkedBecause is null ? Schedule.NextDue(payment) : Schedule.NextEvent(payment),
        ParkedReason = payment.ParkedReason(),
        HeldReason = payment.Hold?.ToString(),
        Attention = features.Attention(payment, version.At),
        OutboxSince = payment.Work().Min(entry => (DateTimeOffset?)entry.Since),
        EventsSince = UndeliveredEvents.Since(payment),
        EventsGivenUp = UndeliveredEvents.GivenUp(payment),
    };
}
