using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Turns a request, such as a full or a partial capture, into the parts that are sent to Qliro. They are built from
/// Qliro's own lines, because Qliro would refuse for ever a price that is one öre off.
/// </summary>
public static class OperationPlan
{
    /// <summary>
    /// The operation; refused when an item is unknown, asks for too much or for what Qliro cannot be told, when a sum
    /// is more than can be given back, or when fees leave nothing of any capture. Null: nothing is left to do.
    /// </summary>
    public static Outcome<Operation>? For(
        PaymentKey key, PaymentDocument payment, OperationRequest request, AdminOrder adminOrder, DateTimeOffset now)
    {
        // Captures and cancels act on reservations, refunds on captures, oldest first.
        var groups = request.Type.IsRefund ? adminOrder.Refundable() : adminOrder.RemainingToShip();
        if (groups.Count == 0) return null;
        var ordinal = payment.NextOrdinal();
        var (type, isFull) = (request.Type, request.IsFull);
        Outcome<IReadOnlyList<OperationPart>> parts;
        if (type == OperationType.RefundAmount)
        {
            parts = PlannedAmount.Parts(key, payment, request, groups, ordinal);
        }
        else
        {
            // Goods are taken first from captures of which no sum was given back: those can bear them whole.
            var chosen = isFull
                ? new() { Value = groups }
                : ChosenLines.From(key, payment, request, adminOrder, [.. groups.OrderBy(one => one.GivenBack > 0m)]);
            if (!chosen.IsAccepted) return chosen.Error;
            if (type == OperationType.CancelItems && PlannedRelease.IsWhole(groups, chosen.Value))
                (type, isFull) = (OperationType.Cancel, true);
            parts = type switch
            {
                OperationType.CancelItems => PlannedRelease.Parts(key, groups, chosen.Value),
                OperationType.Cancel => PlannedRelease.Whole(chosen.Value),
                _ => PlannedGoods.Parts(key, payment, request, chosen.Value),
            };
        }
        if (!parts.IsAccepted) return parts.Error;

        IReadOnlyList<long> before =
            [.. (adminOrder.PaymentTransactions ?? []).Select(one => one.PaymentTransactionId ?? 0)];
        return new Operation
        {
            Ordinal = ordinal,
            Type = type,
            Status = OperationStatus.Open,
            IsFull = isFull,
            IdempotencyKey = request.IdempotencyKey is { } named ? BoundedText.Of(named) : null,
            MessageId = request.MessageId,
            // Somebody wrote the reason, and may have written of a person.
            Content = request.Reason is null ? BoundedText.Of(request.Content) : BoundedText.Hashed(request.Content),
            RequestedAt = now,
            TransactionsBefore = before,
            OpenBefore =
            [
                .. (adminOrder.PaymentTransactions ?? []).Where(one => !one.IsFinal)
                    .Select(one => one.PaymentTransactionId ?? 0),
            ],
            Parts = [.. parts.Value.Select((part, index) => part with
            {
                Number = index + 1,
                RequestId = RequestIds.For(key, type, ordinal, index + 1, before.Append(0).Max()),
                Status = index == 0 ? PartStatus.Sent : PartStatus.NotSent,
                SentAt = index == 0 ? now : null,
            })],
        };
    }

    /// <summary>A part before it has its place and its id.</summary>
    internal static OperationPart Draft(decimal amount, long? actsOn = null) => new()
    {
        Number = 0, RequestId = Guid.Empty, Status = PartStatus.NotSent, Amount = amount, ActsOn = actsOn,
    };

    internal static IReadOnlyList<OperationLine> Lines(AdminTransactionLines group) =>
    [
        .. group.Lines.Select(line => new OperationLine(
            line.MerchantReference, line.Type, line.Quantity, line.PricePerItemIncVat)),
    ];
}
