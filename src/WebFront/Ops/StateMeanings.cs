using System.Collections.Frozen;
using QliroAdapter.Norce;

namespace QliroAdapter.Ops;

/// <summary>What the state of a payment means, in a sentence.</summary>
internal static class StateMeanings
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

    public static string Of(PaymentSummary payment) => payment.PaymentId.Length == 0
        ? "This is about the creation of payments on the order, one at a time."
        : meanings.GetValueOrDefault(payment.State, $"State: {payment.State}.");
}
