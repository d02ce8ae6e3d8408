using System.Globalization;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>What was done with the money, in the payment's document.</summary>
public static class OperationSections
{
    /// <summary>
    /// Nobody ships an order in 500 parts. Beyond it, operations that moved nothing leave; when there is none, further
    /// requests are refused (<see cref="EndedOperations"/>).
    /// </summary>
    public const int OperationsMax = 500;

    internal static readonly PaymentSection<Ledger> LedgerSection = new("ledger", new());
    internal static readonly PaymentSection<IReadOnlyList<Operation>> OperationsSection = new("operations", []);

    /// <summary>Transactions and idempotency keys that the stored payment does not have.</summary>
    internal static IEnumerable<string> SearchIds(PaymentDocument payment, PaymentDocument? stored)
        => stored is not null && ReferenceEquals(payment.Operations, stored.Operations)
            ? []
            : IdsOf(payment).Except(stored is null ? [] : IdsOf(stored), StringComparer.Ordinal);

    /// <summary>
    /// The same without texts of the caller, in which a person may be named; an open one keeps what Qliro is sent.
    /// </summary>
    internal static Operation Erased(Operation operation) => operation with
    {
        IdempotencyKey = operation.IdempotencyKey is { } key ? BoundedText.Hashed(key) : null,
        Content = BoundedText.Hashed(operation.Content),
        Parts = [.. operation.Parts.Select(part => !operation.IsOpen && part.Addition is { } addition
            ? part with { Addition = addition with { Description = "" } }
            : part)],
    };

    private static IEnumerable<string> IdsOf(PaymentDocument payment) => payment.Operations.SelectMany(operation =>
        operation.Parts.SelectMany(part => part.TransactionIds).Select(id => id.ToString(CultureInfo.InvariantCulture))
            .Concat(operation.IdempotencyKey is { } key ? [key] : []));

    extension(PaymentDocument payment)
    {
        /// <summary>Qliro's admin order as last read.</summary>
        public Ledger Ledger
        {
            get => LedgerSection.Of(payment);
            set => LedgerSection.Set(payment, value);
        }

        /// <summary>
        /// Captures, cancels and refunds in the order of their requests; at most <see cref="OperationsMax"/>.
        /// </summary>
        public IReadOnlyList<Operation> Operations
        {
            get => OperationsSection.Of(payment);
            set => OperationsSection.Set(payment, value);
        }

        /// <summary>The number of the next operation; none is used twice.</summary>
        public int NextOrdinal() => payment.Operations.Count == 0 ? 1 : payment.Operations[^1].Ordinal + 1;

        /// <summary>The operation that Qliro has not finished; null when there is none.</summary>
        public Operation? OpenOperation() => payment.Operations.FirstOrDefault(operation => operation.IsOpen);

        /// <summary>The payment with this operation changed.</summary>
        internal PaymentDocument WithOperation(int ordinal, Func<Operation, Operation> change) => payment with
        {
            Operations = [.. payment.Operations.Select(known => known.Ordinal == ordinal ? change(known) : known)],
        };
    }
}
