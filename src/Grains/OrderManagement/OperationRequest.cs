using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>What a caller asks for, whichever of the three it is.</summary>
/// <param name="Type">Capture, cancel or refund.</param>
/// <param name="Items">Empty: everything left.</param>
/// <param name="IdempotencyKey">The caller's, if any.</param>
public sealed record OperationRequest(OperationType Type, IReadOnlyList<OperationItem> Items, string? IdempotencyKey)
{
    /// <summary>What is kept of a refund.</summary>
    public IReadOnlyList<ReturnFee> Fees { get; init; } = [];

    /// <summary>Of the message that asks; see <see cref="IIdentifiedMessage"/>.</summary>
    public Guid? MessageId { get; init; }

    public bool IsFull => Items.Count == 0;

    /// <summary>Equal for equal requests, whatever the order of their items.</summary>
    public string Content => $"{Type}:{string.Join(';', Items
        .OrderBy(item => item.Reference, StringComparer.Ordinal).Select(item => $"{item.Reference}={item.Quantity}")
        .Concat(Fees.OrderBy(fee => fee.Reference, StringComparer.Ordinal).Select(fee => FormattableString.Invariant(
            $"fee {fee.Reference}={fee.PriceIncVat:0.00}/{fee.PriceExVat:0.00}"))))}";

    public string Name => Type.ToString().ToLowerInvariant();

    /// <summary>
    /// What this very message has begun: before its turn lost a commit, when it came the first time, or in another
    /// activation. Null: nothing yet.
    /// </summary>
    public Operation? Begun(PaymentDocument payment)
        => MessageId is null ? null : payment.Operations.FirstOrDefault(known => known.MessageId == MessageId);

    /// <summary>
    /// What the payment alone decides, in guard order: a quantity below 1; a fee that is none; the idempotency key's
    /// first answer or its misuse; an open operation (the same full one: accepted; else refused); a full one that is
    /// done (accepted); a state that does not allow it; the bound on operations. Null: Qliro's admin order decides.
    /// </summary>
    public Outcome<Done>? DecideAlone(PaymentDocument payment, PaymentKey key)
    {
        if (Items.FirstOrDefault(item => item.Quantity < 1) is { } none)
            return OperationRefusal.QuantityTooSmall(key, none.Reference);
        if (Fees.FirstOrDefault(IsNone) is { } wrong) return OperationRefusal.FeeNotPositive(key, wrong.Reference);
        if (IdempotencyKey is not null && payment.Operations.FirstOrDefault(
            known => known.IdempotencyKey == IdempotencyKey) is { } first)
        {
            if (first.Content != Content) return OperationRefusal.IdempotencyKeyReused(key);
            // One that Qliro accepted was answered so, whatever became of it later.
            if (first is { WasAccepted: false, Error: { } error }) return error;
            return Done.Yes;
        }
        if (payment.OpenOperation() is { } open)
        {
            if (open.IsFull && open.Content == Content) return Done.Yes;
            return OperationRefusal.OperationOpen(key, open.Name);
        }
        if (IsFull && IsDone(payment)) return Done.Yes;
        if (!IsAllowed(payment)) return OperationRefusal.StateForbids(key, Name, payment.State.Name());
        if (payment.Operations.Count >= OperationSections.OperationsMax)
            return OperationRefusal.StateForbids(key, Name, $"at its limit of {OperationSections.OperationsMax} operations");
        return null;
    }

    private static bool IsNone(ReturnFee fee)
        => fee.PriceIncVat <= 0m || fee.PriceExVat < 0m || fee.PriceExVat > fee.PriceIncVat;

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
        OperationType.Refund => payment.State == PaymentState.Captured
            || (payment.State == PaymentState.Reserved && payment.Ledger.HasLeftToReturn()),
        _ => payment.State == PaymentState.Reserved,
    };
}
