using System.Text.Json.Serialization;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>
/// Everything that is stored of a payment: its state, what was sent, its outbox. Immutable; it changes only through
/// <see cref="PaymentDocument.Apply"/>. Stored as JSON. Members are added, never renamed or reused; an older node drops
/// a member that it does not know, so each must be derivable again from the partners. What is personal or secret stands
/// in sections that are sealed when the adapter has data keys (<see cref="PaymentVault"/>).
/// </summary>
public sealed record PaymentDocument
{
    private object?[] sections = [];

    /// <summary>Canonical <see cref="PaymentKey"/>.</summary>
    public required string Key { get; init; }

    public required PaymentState State { get; init; }

    /// <summary>How many Qliro payments the order has had, this one included; 1 or more.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The amount that this payment covers: the order's total less live vouchers.</summary>
    public required Money Amount { get; init; }

    /// <summary>The order's culture, for texts shown to the shopper.</summary>
    public string? Culture { get; init; }

    /// <summary>ISO 3166-1 alpha-2; fixed for a Qliro order.</summary>
    public string? Country { get; init; }

    /// <summary>Absent until Qliro's order exists.</summary>
    public QliroOrderId? QliroOrderId { get; init; }

    /// <summary>The reference under which Qliro's order was or will be created.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>Qliro orders opened for this payment: 1, and one more for each successor of an expired one.</summary>
    public int QliroOrders { get; init; } = 1;

    /// <summary>Hash of the lines Qliro holds; absent when unknown.</summary>
    public string? LinesHash { get; init; }

    /// <summary>
    /// Until when an update of the lines that got no answer may still arrive at Qliro; absent when there was none.
    /// </summary>
    public DateTimeOffset? LateUpdateUntil { get; init; }

    /// <summary>
    /// Until when Qliro may be carrying out an update of the lines that was given up, so that no purchase is approved;
    /// absent when there was none.
    /// </summary>
    public DateTimeOffset? UpdateUnderWayUntil { get; init; }

    /// <summary>
    /// Hash of what a shipping provider was told with these lines; empty when nothing. Absent when the lines are
    /// unknown, and when an older version sent them, whose <see cref="LinesHash"/> covers this too.
    /// </summary>
    public string? ToldHash { get; init; }

    /// <summary>The Norce row of each line that has one, by Qliro's line reference.</summary>
    public IReadOnlyDictionary<string, OrderRow> Rows { get; init; } =
        new Dictionary<string, OrderRow>(StringComparer.Ordinal);

    /// <summary>True when Qliro adds the shipping line itself.</summary>
    public bool QliroOwnsShipping { get; init; }

    /// <summary>
    /// The part of the channel's configuration that is fixed for this payment; absent when it was rebuilt. Stored as
    /// <c>terms</c>.
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

    /// <summary>Absent until the creation is completed.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When our validation last approved the purchase.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>True once Norce's order was moved to accepted, from which it cannot go back to checkout.</summary>
    public bool OrderAccepted { get; init; }

    /// <summary>
    /// Qliro's total less <see cref="Amount"/> when they differ on a purchased order, e.g. an invoice fee.
    /// </summary>
    public decimal? AmountMismatch { get; init; }

    /// <summary>
    /// The sections with personal data, sealed under the payment's own key, as it is stored. Absent in memory, and when
    /// there are none or they are stored in clear.
    /// </summary>
    public string? Sealed { get; init; }

    /// <summary>
    /// When its personal data was erased; absent otherwise. Nothing personal is stored of it from then on.
    /// </summary>
    public DateTimeOffset? ErasedAt { get; init; }

    // Members of features come here in JSON, see PaymentSection; those below follow them.

    /// <summary>
    /// When the payment is next reconciled because it waits for something; absent when it waits for nothing.
    /// </summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>
    /// The last turns that changed the payment while somebody listened to traces, newest last, at most
    /// <see cref="PaymentTraces.Max"/>; empty when nobody did.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PaymentTrace> Traces { get; init; } = [];

    /// <summary>
    /// Why the payment was parked as a whole: it broke a rule, and nothing is done with it until an operator resumes
    /// it. Absent otherwise.
    /// </summary>
    [JsonPropertyOrder(1)]
    public string? ParkedBecause { get; init; }

    /// <summary>Set while an operator holds the outbox; absent otherwise.</summary>
    [JsonPropertyOrder(1)]
    public PaymentHold? Hold { get; init; }

    /// <summary>
    /// The newest events that shops and monitoring are told of, oldest first, at most
    /// <see cref="OutgoingEvent.KeptMax"/>; absent when there was none.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OutgoingEvent>? Events { get; init; }

    /// <summary>
    /// The transactional outbox: steps at partners that are decided and not known to be done, stored in one commit with
    /// the state that they follow from. Stored as <c>owed</c>.
    /// </summary>
    [JsonPropertyName("owed")]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>
    /// When a creation is cut off more often than this, the senders of its first messages have given up.
    /// </summary>
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

    /// <summary>
    /// The outbox without the events that others are told of, which are no work on the payment.
    /// </summary>
    public IEnumerable<OutboxEntry> Work() => Outbox.Where(entry => entry.Kind != OutboxKind.SendEvent);

    /// <summary>The entry of this kind that is still in the outbox; null when none is.</summary>
    public OutboxEntry? PendingEntry(OutboxKind kind) => Outbox.FirstOrDefault(entry => entry.Kind == kind);

    /// <summary>Why it waits for an operator, as lists show it; null when it does not.</summary>
    public string? ParkedReason() => ParkedBecause
        ?? (Outbox.FirstOrDefault(entry => entry.IsParked) is { } parked ? $"{parked.Kind}: {parked.Problem}" : null);

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

    /// <summary>The shopper has finished shopping, so entries that update the cart are dropped.</summary>
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
