using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Turns a request, such as a full or a partial capture, into the parts Qliro is sent, from Qliro's own lines: a price
/// one öre off would be refused for ever.
/// </summary>
public static class OperationPlan
{
    /// <summary>
    /// The operation; refused when an item is unknown, asks for too much or for what Qliro cannot be told, or when fees
    /// leave nothing of any capture. Null: nothing is left to do.
    /// </summary>
    public static Outcome<Operation>? For(
        PaymentKey key, PaymentDocument payment, OperationRequest request, AdminOrder adminOrder, DateTimeOffset now)
    {
        // Captures and cancels act on reservations, refunds on captures, oldest first.
        var groups = request.Type == OperationType.Refund ? adminOrder.Refundable() : adminOrder.RemainingToShip();
        if (groups.Count == 0) return null;
        var chosen = request.IsFull
            ? new() { Value = groups }
            : ChosenLines.From(key, payment, request, adminOrder, groups);
        if (!chosen.IsAccepted) return chosen.Error;
        var fees = request.Fees.Sum(fee => fee.PriceIncVat);
        var bearsFees = chosen.Value.FirstOrDefault(group => group.Amount > fees);
        if (bearsFees is null && fees > 0m) return OperationRefusal.FeesTooHigh(key, fees);

        IReadOnlyList<long> before =
            [.. (adminOrder.PaymentTransactions ?? []).Select(one => one.PaymentTransactionId ?? 0)];
        var ordinal = payment.Operations.Count + 1;
        Guid Id(int number) => RequestIds.For(key, request.Type, ordinal, number, before.Append(0).Max());
        return new Operation
        {
            Ordinal = ordinal,
            Type = request.Type,
            Status = OperationStatus.Open,
            IsFull = request.IsFull,
            IdempotencyKey = request.IdempotencyKey,
            MessageId = request.MessageId,
            Content = request.Content,
            RequestedAt = now,
            TransactionsBefore = before,
            OpenBefore =
            [
                .. (adminOrder.PaymentTransactions ?? []).Where(one => !one.IsFinal)
                    .Select(one => one.PaymentTransactionId ?? 0),
            ],
            Parts = request.Type == OperationType.Cancel
                ? [Whole(Id(1), chosen.Value) with { SentAt = now }]
                : [.. chosen.Value.Select((group, index) =>
                    Part(Id(index + 1), index + 1, group, group == bearsFees ? request.Fees : []) with
                    {
                        SentAt = index == 0 ? now : null,
                    })],
        };
    }

    private static OperationPart Part(
        Guid id, int number, AdminTransactionLines group, IReadOnlyList<ReturnFee> fees) => new()
    {
        Number = number,
        RequestId = id,
        Status = number == 1 ? PartStatus.Sent : PartStatus.NotSent,
        ActsOn = group.PaymentTransactionId,
        Lines = [.. group.Lines.Select(line => new OperationLine(
            line.MerchantReference, line.Type, line.Quantity, line.PricePerItemIncVat))],
        Fees = fees,
        Amount = group.Amount - fees.Sum(fee => fee.PriceIncVat),
    };

    /// <summary>A cancel names no lines: it releases whatever is left under every reservation.</summary>
    private static OperationPart Whole(Guid id, IReadOnlyList<AdminTransactionLines> groups) => new()
    {
        Number = 1,
        RequestId = id,
        Status = PartStatus.Sent,
        Amount = groups.Sum(group => group.Amount),
    };
}
