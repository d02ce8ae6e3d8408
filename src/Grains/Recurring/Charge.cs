using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// What makes a payment a charge without a shopper. Fixed when the payment begins, so whatever is sent, now or after a
/// crash, is the same request under the same id. The payment is Creating until Qliro is known to have it, Processing
/// until its outcome is known.
/// </summary>
public sealed record Charge
{
    /// <summary>A saved card's id, or <see cref="ChargeMethod.InvoiceToken"/>.</summary>
    public required Masked Token { get; init; }

    /// <summary>Qliro's idempotency key.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>
    /// What is charged for; a charge at Qliro for anything else is not this one. Null: an older version began it.
    /// </summary>
    public IReadOnlyList<OperationLine>? Lines { get; init; }

    /// <summary>Transactions that Qliro made of it; empty until known.</summary>
    public IReadOnlyList<long> TransactionIds { get; init; } = [];

    /// <summary>
    /// Since when Qliro says that it has had the request while its admin order shows nothing of it; absent mostly.
    /// </summary>
    public DateTimeOffset? MissingSince { get; init; }
}

/// <summary>What a token stands for.</summary>
public static class ChargeMethod
{
    /// <summary>Qliro gives invoice customers no token; this is what we put at Norce for them.</summary>
    public const string InvoiceToken = "QLIRO_INVOICE";

    /// <summary>A GUID is a saved card; the invoice token an invoice; anything else nothing we can charge.</summary>
    public static QliroMerchantPaymentMethod? Of(Masked token)
    {
        var text = token.Reveal().Trim();
        if (Guid.TryParse(text, out var card)) return QliroMerchantPaymentMethod.Card(Masked.Of(card.ToString()));
        return IsInvoice(token) ? QliroMerchantPaymentMethod.Invoice() : null;
    }

    public static bool IsInvoice(Masked token)
        => string.Equals(token.Reveal().Trim(), InvoiceToken, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two tokens charge the same: the letter case of a card's GUID varies.</summary>
    public static bool AreSame(Masked left, Masked right)
        => string.Equals(left.Reveal().Trim(), right.Reveal().Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Questions about a payment that may be a charge.</summary>
public static class Charges
{
    /// <summary>It is a charge whose outcome is not known.</summary>
    public static bool HasOpenCharge(this PaymentDocument payment)
        => payment is { Charge: not null, State: PaymentState.Creating or PaymentState.Processing };

    /// <summary>It is a charge, and Qliro's admin order, not its checkout, say whether it came to anything.</summary>
    public static bool IsChargeWithoutPurchase(this PaymentDocument payment)
        => payment.Charge is not null && !payment.State.IsPurchased();
}
