using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>Payments and Qliro's admin order as decisions see them, as short as the case allows.</summary>
internal static class Documents
{
    public static readonly PaymentKey Key = PaymentKey.Parse("m/c/o_1/p_1");
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static PaymentDocument Payment(PaymentState state, params Operation[] operations) => new()
    {
        Key = Key.ToString(),
        State = state,
        Amount = new(250m, "SEK"),
        QliroOrderId = QliroOrderId.Parse("4950001"),
        BegunAt = Now,
        Operations = operations,
    };

    public static Operation Operation(
        OperationType type, OperationStatus status = OperationStatus.Open, int ordinal = 1, bool isFull = true,
        params OperationPart[] parts) => new()
        {
            Ordinal = ordinal,
            Type = type,
            Status = status,
            IsFull = isFull,
            Content = isFull ? $"{type}:" : $"{type}:a=1",
            RequestedAt = Now,
            Parts = parts,
            TransactionsBefore = [1],
        };

    public static OperationPart Part(
        PartStatus status, decimal amount = 250m, int number = 1, long? actsOn = 1, params long[] transactions) => new()
        {
            Number = number,
            RequestId = new(number, 0, 0, new byte[8]),
            Status = status,
            ActsOn = actsOn,
            Amount = amount,
            TransactionIds = transactions,
        };

    public static Ledger Ledger(int reserved, int captured = 0, int returned = 0, int released = 0)
        => new() { Lines = [new("a", OrderItemType.Product, 125m, reserved, captured, returned, released)] };

    public static QliroAdapter.Qliro.AdminOrder AdminOrder(
        IEnumerable<AdminTransaction> transactions, params AdminItemAction[] actions)
        => new() { Currency = "SEK", PaymentTransactions = [.. transactions], OrderItemActions = actions };

    public static AdminTransaction Transaction(
        long id, string type, decimal amount, string status = TransactionStatus.Success, long? original = null,
        string? text = null) => new()
        {
            PaymentTransactionId = id,
            Type = type,
            Amount = amount,
            Status = status,
            OriginalPaymentTransactionId = original,
            ErrorCodeDescription = text,
            Timestamp = Now.AddMinutes(id),
        };

    public static AdminItemAction Action(
        string action, long transaction, string reference, int quantity, decimal price,
        string type = OrderItemType.Product) => new()
        {
            ActionType = action,
            PaymentTransactionId = transaction,
            MerchantReference = reference,
            Quantity = quantity,
            PricePerItemIncVat = price,
            Type = type,
        };
}
