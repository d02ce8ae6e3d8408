using QliroAdapter.Outbox;

namespace QliroAdapter.Payments;

/// <summary>
/// What a feature adds to a payment. The core runs it without knowing whose it is; the composition names all features.
/// </summary>
public sealed record PaymentFeature
{
    /// <summary>Its parts of the document, in the order in which they are stored.</summary>
    public IReadOnlyList<PaymentSection> Sections { get; init; } = [];

    /// <summary>What it does at partners; one handler for each kind of outbox entry.</summary>
    public IReadOnlyList<OutboxHandler> Handlers { get; init; } = [];

    /// <summary>
    /// The first of its rules that a payment breaks, as the end of "it does not hold that"; null: none.
    /// </summary>
    public Func<PaymentDocument, string?> BrokenRule { get; init; } = _ => null;

    /// <summary>
    /// When a payment is next checked without being asked, given the time and the interval; null: never.
    /// </summary>
    public Func<PaymentDocument, DateTimeOffset, TimeSpan, DateTimeOffset?> NextCheck { get; init; }
        = (_, _, _) => null;
}
