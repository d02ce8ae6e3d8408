using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// What makes a payment a charge without a shopper. It is fixed when the payment begins, so that whatever is sent, now
/// or after a crash, is the same request under the same id. The payment is Creating until Qliro is known to have the
/// charge, and Processing until its outcome is known.
/// </summary>
public sealed record Charge
{
    /// <summary>A saved card's id, or <see cref="ChargeMethod.InvoiceToken"/>.</summary>
    public required Masked Token { get; init; }

    /// <summary>Qliro's idempotency key.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>
    /// The lines that are charged; a charge at Qliro for other lines is not this one. Null when an older version began
    /// it.
    /// </summary>
    public IReadOnlyList<OperationLine>? Lines { get; init; }

    /// <summary>Qliro's transactions for it; empty until they are known.</summary>
    public IReadOnlyList<long> TransactionIds { get; init; } = [];

    /// <summary>
    /// Since when Qliro has said that it knows the request although its admin order shows no charge; absent in most
    /// cases.
    /// </summary>
    public DateTimeOffset? MissingSince { get; init; }
}

/// <summary>The meaning of a token.</summary>
public static class ChargeMethod
{
    /// <summary>The token that is written to Norce for invoice customers, because Qliro gives none.</summary>
    public const string InvoiceToken = "QLIRO_INVOICE";

    /// <summary>
    /// The means of payment of a token: a saved card for a GUID, an invoice for the invoice token, otherwise null.
    /// </summary>
    public static QliroMerchantPaymentMethod? Of(Masked token)
    {
        var text = token.Reveal().Trim();
        if (Guid.TryParse(text, out var card)) return QliroMerchantPaymentMethod.Card(Masked.Of(card.ToString()));
        return IsInvoice(token) ? QliroMerchantPaymentMethod.Invoice() : null;
    }

    public static bool IsInvoice(Masked token)
        => string.Equals(token.Reveal().Trim(), InvoiceToken, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True when two tokens charge the same. The letter case of a card's GUID varies, so it does not count.
    /// </summary>
    public static bool AreSame(Masked left, Masked right)
        => string.Equals(left.Reveal().Trim(), right.Reveal().Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Checks on a payment that may be a charge.</summary>
public static class Charges
{
    /// <summary>True for a charge whose outcome is not known.</summary>
    public static bool HasOpenCharge(this PaymentDocument payment)
        => payment is { Charge: not null, State: PaymentState.Creating or PaymentState.Processing };

    /// <summary>
    /// True for a charge that is not purchased yet: its outcome is in Qliro's admin order, not in its checkout order.
    /// </summary>
    public static bool IsChargeWithoutPurchase(this PaymentDocument payment)
        => payment.Charge is not null && !payment.State.IsPurchased();
}
