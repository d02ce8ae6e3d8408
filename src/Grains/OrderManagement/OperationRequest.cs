using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>A caller's request for an operation: a capture, a cancel or a refund, of everything or of a part.</summary>
/// <param name="Type">What to do.</param>
/// <param name="Items">Empty means everything left.</param>
/// <param name="IdempotencyKey">The caller's key, if one was sent.</param>
public sealed record OperationRequest(OperationType Type, IReadOnlyList<OperationItem> Items, string? IdempotencyKey)
{
    /// <summary>What the shop keeps of a refund.</summary>
    public IReadOnlyList<ReturnFee> Fees { get; init; } = [];

    /// <summary>Of the message that asks; see <see cref="IIdentifiedMessage"/>.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>A sum to give back in place of goods.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What the customer reads beside the sum.</summary>
    public string? Reason { get; init; }

    public bool IsFull => Items.Count == 0 && Type is not (OperationType.CancelItems or OperationType.RefundAmount);

    /// <summary>Equal for equal requests, whatever the order of their items.</summary>
    public string Content => $"{Type}:{string.Join(';', Items
        .OrderBy(item => item.Reference, StringComparer.Ordinal).Select(item => $"{item.Reference}={item.Quantity}")
        .Concat(Fees.OrderBy(fee => fee.Reference, StringComparer.Ordinal).Select(fee => FormattableString.Invariant(
            $"fee {fee.Reference}={fee.PriceIncVat:0.00}/{fee.PriceExVat:0.00}")))
        .Concat(Amount is { } sum ? [FormattableString.Invariant($"{sum:0.00} {Reason}")] : []))}";

    public string Name => Type.Word();

    /// <summary>
    /// The operation that this message has begun already: in a turn that lost its commit, in an earlier delivery of the
    /// message, or in another activation. Null when it has begun none. This is how a message is deduplicated.
    /// </summary>
    public Operation? Begun(PaymentDocument payment)
        => MessageId is null ? null : payment.Operations.FirstOrDefault(known => known.MessageId == MessageId);

    /// <summary>
    /// What the payment alone decides, in guard order: a quantity below 1; a fee or a sum that is not a positive
    /// amount; an idempotency key that is known (answered as the first time, or refused when the content is another);
    /// an open operation (the same full one: accepted; else refused); a full one that is done (accepted); a part of
    /// what has nothing left; a state that does not allow it; the bound on operations. Null: Qliro's admin order
    /// decides.
    /// </summary>
    public Outcome<Done>? DecideAlone(PaymentDocument payment, PaymentKey key, DateTimeOffset now)
    {
        if (Items.FirstOrDefault(item => item.Quantity < 1) is { } none)
            return OperationRefusal.QuantityTooSmall(key, none.Reference);
        if (Fees.FirstOrDefault(IsNone) is { } wrong) return OperationRefusal.FeeNotPositive(key, wrong.Reference);
        if (Amount is { } sum && (sum <= 0m || Money.Round(sum) != sum))
            return OperationRefusal.AmountNotPositive(key, sum);
        if (IdempotencyKey is not null && payment.Operations.FirstOrDefault(
            known => BoundedText.Is(known.IdempotencyKey, IdempotencyKey)) is { } first)
        {
            if (!HasContentOf(first)) return OperationRefusal.IdempotencyKeyReused(key);
            // An operation that Qliro accepted was answered as accepted, whatever its later outcome.
            if (first is { WasAccepted: false, Error: { } error }) return error;
            return Done.Yes;
        }
        if (payment.OpenOperation() is { } open)
        {
            if (IsFull && HasContentOf(open)) return Done.Yes;
            return OperationRefusal.OperationOpen(key, open.Name);
        }
        if (IsFull && IsDone(payment)) return Done.Yes;
        if (IsGone(payment, key) is { } gone) return gone;
        if (!IsAllowed(payment)) return OperationRefusal.StateForbids(key, Name, payment.State.Name());
        if (!EndedOperations.HasRoom(payment, now)) return OperationRefusal.TooMany(key, Name);
        return null;
    }

    private bool HasContentOf(Operation known) => BoundedText.Is(known.Content, Content);

    private static bool IsNone(ReturnFee fee)
        => fee.PriceIncVat <= 0m || fee.PriceExVat < 0m || fee.PriceExVat > fee.PriceIncVat;

    /// <summary>Why it is not possible when Qliro's admin order has nothing left for it.</summary>
    public PaymentError NothingLeft(PaymentDocument payment, PaymentKey key) => Type switch
    {
        OperationType.CancelItems => OperationRefusal.NotReserved(key, Items[0].Reference),
        OperationType.RefundAmount
            => OperationRefusal.MoreThanReturnable(key, Amount!.Value, new(0m, payment.Amount.Currency)),
        _ => OperationRefusal.NothingLeft(key, Name),
    };

    private PaymentError? IsGone(PaymentDocument payment, PaymentKey key) => Type switch
    {
        OperationType.CancelItems when payment.State
            is PaymentState.Captured or PaymentState.Credited or PaymentState.Cancelled
            => NothingLeft(payment, key),
        OperationType.RefundAmount when payment.State == PaymentState.Credited
            || (payment.State == PaymentState.Reserved
                && payment.Ledger is { Captured: > 0m } read && !read.HasLeftToReturn())
            => NothingLeft(payment, key),
        _ => null,
    };

    private bool IsDone(PaymentDocument payment) => Type switch
    {
        OperationType.Capture => payment.State is PaymentState.Captured or PaymentState.Credited,
        OperationType.Cancel => payment.State == PaymentState.Cancelled
            || (payment.State is PaymentState.Captured or PaymentState.Credited
                && HasSucceeded(payment, OperationType.Cancel)),
        _ => payment.State == PaymentState.Credited
            || (!payment.Ledger.HasLeftToReturn() && HasSucceeded(payment, OperationType.Refund)),
    };

    private static bool HasSucceeded(PaymentDocument payment, OperationType type) => payment.Operations.Any(
        operation => operation.Type == type && operation is { Status: OperationStatus.Succeeded, IsFull: true });

    private bool IsAllowed(PaymentDocument payment) => Type switch
    {
        OperationType.Refund or OperationType.RefundAmount => payment.State == PaymentState.Captured
            || (payment.State == PaymentState.Reserved && payment.Ledger.HasLeftToReturn()),
        _ => payment.State == PaymentState.Reserved,
    };
}
