using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// What a payment remembers of operations that have ended, so that very many of them stay within the size of a stored
/// document. Of each its request ids, transactions, amounts, content and idempotency key stay, by which repeats are
/// answered. What only its progress and its audit entry need leaves when the next operation is requested. When
/// <see cref="OperationSections.OperationsMax"/> are stored, the oldest leaves of those that moved nothing; one that
/// moved money, or may have, never does, and further requests are refused.
/// </summary>
public static class EndedOperations
{
    /// <summary>
    /// So long at least an operation that Qliro never accepted is remembered with its idempotency key. After it a
    /// repeat may begin a new operation; the first one booked nothing.
    /// </summary>
    public static readonly TimeSpan FailureKept = TimeSpan.FromHours(24);

    /// <summary>True when one more operation can be stored.</summary>
    public static bool HasRoom(PaymentDocument payment, DateTimeOffset now)
        => payment.Operations.Count < OperationSections.OperationsMax
            || payment.Operations.Any(operation => MayLeave(payment, operation, now));

    /// <summary>The payment's operations as they are kept when one more is stored.</summary>
    internal static IReadOnlyList<Operation> KeptWithNew(PaymentDocument payment, DateTimeOffset now)
    {
        var leaving = payment.Operations.Count < OperationSections.OperationsMax
            ? null
            : payment.Operations.FirstOrDefault(operation => MayLeave(payment, operation, now));
        return
        [
            .. payment.Operations.Where(operation => operation != leaving)
                .Select(operation => IsNeeded(payment, operation) ? operation : Short(operation)),
        ];
    }

    private static bool MayLeave(PaymentDocument payment, Operation operation, DateTimeOffset now)
        => operation is { Status: OperationStatus.Failed, WasAccepted: false } && !IsNeeded(payment, operation)
            && now - operation.RequestedAt >= FailureKept;

    private static bool IsNeeded(PaymentDocument payment, Operation operation)
        => operation.IsOpen || payment.Outbox.Any(entry => entry.Audit?.Operation == operation.Ordinal);

    private static Operation Short(Operation operation) => operation with
    {
        TransactionsBefore = [],
        OpenBefore = [],
        Parts = [.. operation.Parts.Select(part => part with { Lines = [], Stays = [] })],
    };
}
