using System.Collections.Frozen;
using QliroAdapter.Norce;

namespace QliroAdapter.Ops;

/// <summary>
/// The status of a payment in sentences: what its state means, what is in the outbox, and who has to act next.
/// </summary>
internal static class StatusText
{
    private static readonly FrozenDictionary<string, string> meanings = new Dictionary<string, string>
    {
        [NorcePaymentState.Intent] = "The shopper is in the checkout; nothing has been bought.",
        [NorcePaymentState.Processing] = "The purchase was approved and the shopper's payment is under way.",
        [NorcePaymentState.Pending] = "Qliro has the purchase under review.",
        [NorcePaymentState.Reserved] = "Bought: the money is reserved and can be captured or released.",
        [NorcePaymentState.Captured] = "The money is taken and can be refunded.",
        [NorcePaymentState.Credited] = "The money has been given back.",
        [NorcePaymentState.Refunded] = "The money has been given back.",
        [NorcePaymentState.Cancelled] = "The reservation has been released.",
        [NorcePaymentState.Declined] = "Qliro has refused the purchase.",
        [NorcePaymentState.Failed] = "The payment failed for a technical reason.",
        [NorcePaymentState.Removed] = "The payment was taken off the order.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Html Of(PaymentSummary payment, DateTimeOffset now)
    {
        var meaning = payment.PaymentId.Length == 0
            ? "This is about the creation of payments on the order, one at a time."
            : meanings.GetValueOrDefault(payment.State, $"State: {payment.State}.");
        return Html.Of($"{meaning} {Outbox(payment)} {Next(payment, now)}");
    }

    private static Html Outbox(PaymentSummary payment) => payment.OutboxEntries switch
    {
        0 => Html.Of($"The outbox is empty."),
        1 => Html.Of($"The outbox has one entry."),
        var many => Html.Of($"The outbox has {many} entries."),
    };

    private static Html Next(PaymentSummary payment, DateTimeOffset now)
    {
        if (payment.ParkedReason is { } reason) return Html.Of($"It waits for an operator: {reason}");
        if (payment.DueAt is not { } due) return Html.Of($"It is at rest until somebody calls.");
        return due <= now
            ? Html.Of($"It is due since {due} and is checked as soon as a node is free.")
            : Html.Of($"It is checked again at {due}.");
    }
}
