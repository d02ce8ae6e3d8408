using QliroAdapter.Ops;
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

    /// <summary>
    /// Why a person must act on a payment of which nothing is parked; null: nobody must, as far as it knows.
    /// </summary>
    public Func<PaymentDocument, Attention?> Attention { get; init; } = _ => null;

    /// <summary>
    /// Ids by which operators search that the second payment, as it was stored before, does not have.
    /// </summary>
    public Func<PaymentDocument, PaymentDocument?, IEnumerable<string>> SearchIds { get; init; } = (_, _) => [];

    /// <summary>The payment without what it holds that is personal or secret; books stay.</summary>
    public Func<PaymentDocument, PaymentDocument> Erase { get; init; } = payment => payment;

    /// <summary>
    /// The shopper's money that is reserved or taken; null: the feature does not know.
    /// </summary>
    public Func<PaymentDocument, decimal?> MoneyHeld { get; init; } = _ => null;
}
