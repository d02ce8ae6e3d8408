using QliroAdapter.Recurring;

namespace QliroAdapter.Qliro;

/// <summary>Base of the admin API's writes.</summary>
public abstract record QliroAdminRequest : QliroRequest
{
    /// <summary>Names the business operation; the same one on every repeat of it.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Absent only for a recurring charge, which makes its own order.</summary>
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

/// <summary>Captures lines: one shipment per original transaction.</summary>
public sealed record MarkItemsAsShipped : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroShipment> Shipments { get; init; }
}

/// <summary>Lines of one original transaction.</summary>
public sealed record QliroShipment
{
    /// <summary>A successful Preauthorization or Debit.</summary>
    public required long PaymentTransactionId { get; init; }

    public required IReadOnlyList<QliroItemQuantity> OrderItems { get; init; }
}

/// <summary>Releases what is reserved and not shipped.</summary>
public sealed record CancelQliroOrder : QliroAdminRequest;

/// <summary>Refunds lines: one return per capture.</summary>
public sealed record ReturnItems : QliroAdminRequest
{
    public required string Currency { get; init; }

    public required IReadOnlyList<QliroReturn> Returns { get; init; }
}

/// <summary>Lines of one capture.</summary>
public sealed record QliroReturn
{
    /// <summary>The Capture, not the reservation.</summary>
    public required long PaymentTransactionId { get; init; }

    public required IReadOnlyList<QliroItemQuantity> OrderItems { get; init; }

    /// <summary>What the merchant keeps; absent when nothing, for an empty list is refused.</summary>
    public IReadOnlyList<QliroReturnFee>? Fees { get; init; }
}

/// <summary>A fee kept of a refund, its prices positive.</summary>
public sealed record QliroReturnFee
{
    public required string MerchantReference { get; init; }

    public required string Description { get; init; }

    public required decimal PricePerItemIncVat { get; init; }

    public required decimal PricePerItemExVat { get; init; }
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

    /// <summary>The only callback of this flow.</summary>
    public string? MerchantOrderManagementStatusPushUrl { get; init; }

    public required IReadOnlyList<QliroLine> OrderItems { get; init; }

    /// <summary>Not for cards.</summary>
    public QliroPayingCustomer? Customer { get; init; }

    /// <summary>First name, last name, street, postal code and city are required.</summary>
    public required QliroCustomerAddress BillingAddress { get; init; }

    /// <summary>Absent: as billing.</summary>
    public QliroCustomerAddress? ShippingAddress { get; init; }

    public required QliroMerchantPaymentMethod PaymentMethod { get; init; }
}

/// <summary>Who is charged. Prints as a mask.</summary>
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

/// <summary>What is charged: a saved card, or an invoice.</summary>
public sealed record QliroMerchantPaymentMethod
{
    /// <summary><c>CREDITCARDS</c> or <c>QLIRO_INVOICE</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>INVOICE</c> for invoices.</summary>
    public string? Subtype { get; init; }

    /// <summary>For cards.</summary>
    public Masked? MerchantSavedCreditCardId { get; init; }

    /// <summary>A saved card.</summary>
    public static QliroMerchantPaymentMethod Card(Masked savedCardId)
        => new() { Name = "CREDITCARDS", MerchantSavedCreditCardId = savedCardId };

    /// <summary>An invoice.</summary>
    public static QliroMerchantPaymentMethod Invoice() => new() { Name = "QLIRO_INVOICE", Subtype = "INVOICE" };
}
