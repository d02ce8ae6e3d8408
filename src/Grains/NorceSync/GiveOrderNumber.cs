using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.NorceSync;

/// <summary>
/// Gives Qliro the shop's own order number as the order's merchant reference, so that both sides' people speak of the
/// same order. Norce has the number some time after the purchase. Qliro's admin order is compared first, which makes a
/// repeat harmless; nothing waits for it, and a refusal is tried again.
/// </summary>
public static class GiveOrderNumber
{
    /// <summary>Qliro's limit; a longer number, or one with other characters, cannot be given.</summary>
    private const int LengthMax = 25;

    /// <summary>Present for a purchase whose order has a number that Qliro can take and was not given.</summary>
    internal static EntryEnqueued? Find(PaymentDocument payment, NorceOrder order, DateTimeOffset now)
        => payment.State.IsPurchased() && payment.QliroOrderId is not null && IsUsable(order.Reference)
            && payment.OrderNumber != order.Reference && payment.PendingEntry(OutboxKind.GiveOrderNumber) is null
            ? new(OutboxKind.GiveOrderNumber, now, $"the shop's order number is {order.Reference}.")
            : null;

    public static async Task<DeliveryAttempt> Deliver(Turn turn, OutboxEntry entry)
    {
        var order = await turn.ReadNorceOrder();
        if (!order.IsAccepted) return DeliveryAttempt.Later(order.Error.Message);
        if (order.Value.Reference is not { } number || !IsUsable(number))
            return DeliveryAttempt.Done("Norce's order has no number that Qliro takes");
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        if (adminOrder.Value.MerchantReference != number)
        {
            var given = turn.Note(await turn.Services.QliroAdmin.UpdateMerchantReference(
                turn.Facts.Configuration!.Account,
                new()
                {
                    // Qliro refuses an id that it has seen, also of a request that it refused, so each try has its own.
                    RequestId = RequestIds.ForOrderNumber(turn.Key, number, entry.Attempts),
                    OrderId = turn.Payment.QliroOrderId!.Value,
                    NewMerchantReference = number,
                },
                turn.Time.Qliro));
            if (!given.IsAccepted)
                return DeliveryAttempt.Later(
                    $"Qliro did not take the order number: {given.Failure.Code} {given.Failure.Message}");
        }
        turn.Raise(new OrderNumberGiven(number));
        return DeliveryAttempt.Done();
    }

    private static bool IsUsable(string? number) => number is { Length: >= 1 and <= LengthMax }
        && number.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}

/// <summary>Qliro shows the shop's order number.</summary>
public sealed record OrderNumberGiven(string Number) : PaymentEvent
{
    public override string Describe() => $"Qliro's order has the shop's number {Number}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { OrderNumber = Number };
}
