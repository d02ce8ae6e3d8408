
namespace QliroAdapter.Qliro;

/// <summary>Base of the admin API's writes.</summary>
public abstract record QliroAdminRequest : QliroRequest
{
    /// <summary>Names the business operation; every repeat of it has the same one (idempotency key).</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Absent only for a recurring charge, which creates its own order.</summary>
    public QliroOrderId? OrderId { get; init; }
}

/// <summary>A line of a capture or refund: reference and price exactly as reserved.</summary>
public sealed record QliroItemQuantity
{
    public required string MerchantReference { get; init; }

    public required string Type { get; init; }

    /// <summary>1 or more, at most what is left.</summary>
    public required int Quantity { get; init; }

    public required decimal PricePerItemIncVat { get; init; }
}

/// <summary>Captures lines, with one shipment per original transaction.</summary>
public sealed record MarkItemsAsShipped : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroShipment> Shipments { get; init; }
}

/// <summary>Lines of one original transaction.</summary>
public sealed record QliroShipment
{
    /// <summary>Id of a successful Preauthorization or Debit.</summary>
    public required long PaymentTransactionId { get; init; }

    public required IReadOnlyList<QliroItemQuantity> OrderItems { get; init; }
}

/// <summary>Releases what is reserved and not shipped.</summary>
public sealed record CancelQliroOrder : QliroAdminRequest;

/// <summary>Refunds lines, with one return per capture.</summary>
public sealed record ReturnItems : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroReturn> Returns { get; init; }
}

/// <summary>Lines of one capture.</summary>
public sealed record QliroReturn
{
    /// <summary>Id of the Capture, not of the reservation.</summary>
    public required long PaymentTransactionId { get; init; }

    public required IReadOnlyList<QliroItemQuantity> OrderItems { get; init; }

    /// <summary>What the merchant keeps; absent when that is nothing, because Qliro refuses an empty list.</summary>
    public IReadOnlyList<QliroReturnFee>? Fees { get; init; }

    /// <summary>What lowers the refund beside; absent when nothing.</summary>
    public IReadOnlyList<QliroReturnFee>? Discounts { get; init; }
}

/// <summary>A fee kept of a refund, its prices positive; as a discount that lowers it, both below zero.</summary>
public sealed record QliroReturnFee
{
    public required string MerchantReference { get; init; }

    public required string Description { get; init; }

    public required decimal PricePerItemIncVat { get; init; }

    public required decimal PricePerItemExVat { get; init; }
}

/// <summary>Gives money back without goods: discounts on captures.</summary>
public sealed record AddItemsToInvoice : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroAddition> Additions { get; init; }
}

/// <summary>What is added to one capture's invoice.</summary>
public sealed record QliroAddition
{
    /// <summary>The Capture.</summary>
    public required long PaymentTransactionId { get; init; }

    /// <summary>Discounts, their prices below zero.</summary>
    public required IReadOnlyList<QliroLine> OrderItems { get; init; }
}

/// <summary>Replaces what is reserved and not shipped.</summary>
public sealed record UpdateItems : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroItemsUpdate> Updates { get; init; }
}

/// <summary>What one reservation is to hold.</summary>
public sealed record QliroItemsUpdate
{
    /// <summary>A successful Preauthorization or Debit.</summary>
    public required long PaymentTransactionId { get; init; }

    /// <summary>
    /// All that stays, without what was shipped; price without VAT and text as reserved. Never empty.
    /// </summary>
    public required IReadOnlyList<QliroLine> OrderItems { get; init; }
}

/// <summary>Has a reversal that failed done again.</summary>
public sealed record RetryReversal : QliroAdminRequest
{
    /// <summary>The reversal's transaction.</summary>
    public required long PaymentReference { get; init; }
}

/// <summary>Replaces the order's merchant reference; its pushes may show either for a while.</summary>
public sealed record UpdateMerchantReference : QliroAdminRequest
{
    /// <summary>1 to 25 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public required string NewMerchantReference { get; init; }
}

/// <summary>Replaces the order-management push URL.</summary>
public sealed record UpdateOrderManagementPushUrl : QliroAdminRequest
{
    public required string MerchantOrderManagementStatusPushUrl { get; init; }
}

/// <summary>Charges a saved card or an invoice customer for a new order, without a page.</summary>
public sealed record MerchantPayment : QliroAdminRequest
{
    public required MerchantReference MerchantReference { get; init; }

    public required string Currency { get; init; }

    public required string Country { get; init; }

    public required string Language { get; init; }

    /// <summary>The only callback of such an order.</summary>
    public string? MerchantOrderManagementStatusPushUrl { get; init; }

    public required IReadOnlyList<QliroLine> OrderItems { get; init; }

    /// <summary>Absent for cards.</summary>
    public QliroPayingCustomer? Customer { get; init; }

    /// <summary>First name, last name, street, postal code and city are required.</summary>
    public required QliroCustomerAddress BillingAddress { get; init; }

    /// <summary>Absent when it is the billing address.</summary>
    public QliroCustomerAddress? ShippingAddress { get; init; }

    public required QliroMerchantPaymentMethod PaymentMethod { get; init; }
}

/// <summary>The customer who is charged. Prints as a mask.</summary>
public sealed record QliroPayingCustomer
{
    public Masked? PersonalNumber { get; init; }

    public string? VatNumber { get; init; }

    public string? Email { get; init; }

    /// <summary><see cref="Qliro.JuridicalType"/>.</summary>
    public string? JuridicalType { get; init; }

    public string? MobileNumber { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroPayingCustomer ***";
}

/// <summary>The means of payment: a saved card, or an invoice.</summary>
public sealed record QliroMerchantPaymentMethod
{
    /// <summary><c>CREDITCARDS</c> or <c>QLIRO_INVOICE</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>INVOICE</c> for invoices.</summary>
    public string? Subtype { get; init; }

    /// <summary>Present for cards.</summary>
    public Masked? MerchantSavedCreditCardId { get; init; }

    /// <summary>A saved card.</summary>
    public static QliroMerchantPaymentMethod Card(Masked savedCardId)
        => new() { Name = "CREDITCARDS", MerchantSavedCreditCardId = savedCardId };

    /// <summary>An invoice.</summary>
    public static QliroMerchantPaymentMethod Invoice() => new() { Name = "QLIRO_INVOICE", Subtype = "INVOICE" };
}
