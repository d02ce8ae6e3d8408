using System.Text.Json.Serialization;
using QliroAdapter.Outbox;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>
/// All that is remembered of a payment: its state, what was sent, its outbox. Immutable; changes only through <see
/// cref="PaymentDocument.Apply"/>. Stored as JSON; members are added, never renamed or reused, and a member an older
/// node does not know is dropped by it, so each must be derivable again from the partners. Holds no personal data.
/// </summary>
public sealed record PaymentDocument
{
    private object?[] sections = [];

    /// <summary>Canonical <see cref="PaymentKey"/>.</summary>
    public required string Key { get; init; }

    public required PaymentState State { get; init; }

    /// <summary>How many Qliro payments the order has had, this one included; 1 or more.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What this payment covers: the order's total less live vouchers.</summary>
    public required Money Amount { get; init; }

    /// <summary>The order's culture, for texts shown to the shopper.</summary>
    public string? Culture { get; init; }

    /// <summary>ISO 3166-1 alpha-2; a Qliro order cannot change it.</summary>
    public string? Country { get; init; }

    /// <summary>Absent until Qliro's order exists.</summary>
    public QliroOrderId? QliroOrderId { get; init; }

    /// <summary>The reference Qliro's order was or will be created under.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>Qliro orders opened for this payment: 1, and one more for each successor of an expired one.</summary>
    public int QliroOrders { get; init; } = 1;

    /// <summary>Hash of the lines Qliro holds; absent when unknown.</summary>
    public string? LinesHash { get; init; }

    /// <summary>Qliro's line reference to the Norce row it stands for.</summary>
    public IReadOnlyDictionary<string, OrderRow> Rows { get; init; } =
        new Dictionary<string, OrderRow>(StringComparer.Ordinal);

    /// <summary>True when Qliro adds the shipping line itself.</summary>
    public bool QliroOwnsShipping { get; init; }

    /// <summary>
    /// What of the channel's configuration counts for this payment; absent when it was rebuilt. Stored as <c>terms</c>.
    /// </summary>
    [JsonPropertyName("terms")]
    public ConfigurationSnapshot? Configuration { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>
    /// Identities of the messages that asked for its creation: the one that began it, and those that found it half-made
    /// and went on with it, at most <see cref="CreatedForMax"/>, newest last. Each of them, when it comes again, is
    /// answered as the first time. Empty when an older version created it.
    /// </summary>
    public IReadOnlyList<Guid> CreatedFor { get; init; } = [];

    /// <summary>Absent while the creation is not completed.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When our validation last said yes.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>True once Norce's order was moved to accepted: it cannot go back to checkout.</summary>
    public bool OrderAccepted { get; init; }

    /// <summary>
    /// Qliro's total less <see cref="Amount"/> when they differ on a purchased order, e.g. an invoice fee.
    /// </summary>
    public decimal? AmountMismatch { get; init; }

    // Members of features come here in JSON, see PaymentSection; those below follow them.

    /// <summary>When what it waits for is looked at without being asked; absent when it waits for nothing.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>
    /// Why the engine itself parked the payment: it broke a rule, and nothing is done with it until an operator resumes
    /// it. Absent when it did not.
    /// </summary>
    [JsonPropertyOrder(1)]
    public string? ParkedBecause { get; init; }

    /// <summary>
    /// The transactional outbox: steps at partners that are decided and not yet known to be done, stored with the state
    /// they follow from in one commit. Stored as <c>owed</c>.
    /// </summary>
    [JsonPropertyName("owed")]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>A creation that is cut off more often than this has nobody waiting for its first messages.</summary>
    public const int CreatedForMax = 8;

    /// <summary>
    /// The payment after the event: the only way it changes. Only a <see cref="FirstEvent"/> needs no payment.
    /// </summary>
    public static PaymentDocument Apply(PaymentDocument? payment, PaymentEvent raised) => (payment, raised) switch
    {
        (_, FirstEvent first) => first.Document,
        (null, _) => throw new InvalidOperationException($"{raised.GetType().Name} without a payment."),
        ({ } known, _) => raised.Apply(known),
    };

    /// <summary>True when the message asked for its creation. One without identity cannot be recognised.</summary>
    public bool WasCreatedFor(Guid? messageId) => messageId is { } id && CreatedFor.Contains(id);

    /// <summary>The entry of this kind that is still in the outbox; null when none is.</summary>
    public OutboxEntry? PendingEntry(OutboxKind kind) => Outbox.FirstOrDefault(entry => entry.Kind == kind);

    /// <summary>The payment with no entry of these kinds in the outbox.</summary>
    public PaymentDocument Without(params ReadOnlySpan<OutboxKind> kinds)
    {
        var left = new List<OutboxEntry>(Outbox.Count);
        foreach (var entry in Outbox)
        {
            if (!kinds.Contains(entry.Kind)) left.Add(entry);
        }
        return this with { Outbox = left };
    }

    /// <summary>The shopper shops no more: entries that keep the cart in step are dropped.</summary>
    public PaymentDocument Decided() => Without(OutboxKind.ResyncLines, OutboxKind.ReopenOrder);

    internal object? Section(int index) => index < sections.Length ? sections[index] : null;

    /// <summary>A copy of the document shares the array with its origin, so it is never changed in place.</summary>
    internal void SetSection(int index, object? value)
    {
        var changed = new object?[Math.Max(sections.Length, index + 1)];
        sections.CopyTo(changed, 0);
        changed[index] = value;
        sections = changed;
    }
}
