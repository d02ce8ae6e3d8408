using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The result of a press of the buy button.</summary>
/// <param name="Accepted">True when the order is now Completed or OnHold.</param>
/// <param name="Status">The order's status afterwards.</param>
/// <param name="DeclineReason">Why it was declined, in Qliro's word; null when accepted.</param>
/// <param name="DeclineMessage">The text that the shopper reads; null when accepted.</param>
/// <param name="PaymentTransactionId">Id of the reservation or debit.</param>
/// <param name="Validation">The merchant's answer to the validation call; null when the call was not made.</param>
/// <param name="ConfirmationUrl">The page to which the browser is sent.</param>
public sealed record PurchaseResult(bool Accepted, string Status, string? DeclineReason, string? DeclineMessage,
    long? PaymentTransactionId, OutboundAnswer? Validation, string? ConfirmationUrl)
{
    /// <summary>The reason when Qliro itself denies the credit: the merchant is not told.</summary>
    public const string DeniedByQliro = "PaymentDeclined";
}
