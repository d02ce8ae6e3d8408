using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>What became of a press of the buy button.</summary>
/// <param name="Accepted">Whether the order is now Completed or OnHold.</param>
/// <param name="Status">The order's status afterwards.</param>
/// <param name="DeclineReason">Why not, in Qliro's word; null when accepted.</param>
/// <param name="DeclineMessage">What the shopper reads; null when accepted.</param>
/// <param name="PaymentTransactionId">The reservation or debit.</param>
/// <param name="Validation">What the merchant answered to the validation call; null when it was not made.</param>
/// <param name="ConfirmationUrl">Where the browser goes.</param>
public sealed record PurchaseResult(bool Accepted, string Status, string? DeclineReason, string? DeclineMessage,
    long? PaymentTransactionId, OutboundAnswer? Validation, string? ConfirmationUrl);
