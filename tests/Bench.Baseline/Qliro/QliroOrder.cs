using System.Text.Json.Serialization;

namespace QliroAdapter.Bench.Baseline.Qliro;

/// <summary>Qliro's order as the Merchant API answers it, and as the body of validate.</summary>
public sealed record QliroOrder
{
    public long OrderId { get; init; }

    public string? CustomerCheckoutStatus { get; init; }

    public decimal TotalPrice { get; init; }

    public QliroCustomer? Customer { get; init; }

    public QliroAddress? BillingAddress { get; init; }

    public QliroAddress? ShippingAddress { get; init; }

    public IReadOnlyList<QliroLine> OrderItems { get; init; } = [];

    public string? OrderHtmlSnippet { get; init; }

    /// <summary>What the lines cost; the body of validate has no total.</summary>
    public decimal Sum()
    {
        var sum = 0m;
        foreach (var line in OrderItems) sum += line.Quantity * line.PricePerItemIncVat;
        return sum;
    }
}

public sealed record QliroCustomer(string? PersonalNumber, string? Email, string? MobileNumber, string? JuridicalType);

public sealed record QliroAddress(
    string? FirstName, string? LastName, string? Street, string? PostalCode, string? City, string? CountryCode);

public sealed record QliroLine(
    string MerchantReference, string? Description, string Type, int Quantity, decimal PricePerItemIncVat,
    decimal PricePerItemExVat, decimal? VatRate);

public sealed record CreateQliroOrder
{
    public required string MerchantApiKey { get; init; }

    public required string MerchantReference { get; init; }

    public required string Currency { get; init; }

    public required string Country { get; init; }

    public required string Language { get; init; }

    public required string MerchantTermsUrl { get; init; }

    public required string MerchantConfirmationUrl { get; init; }

    public required string MerchantCheckoutStatusPushUrl { get; init; }

    public required string MerchantOrderManagementStatusPushUrl { get; init; }

    public required string MerchantOrderValidationUrl { get; init; }

    public required string MerchantNotificationUrl { get; init; }

    public string? MerchantIntegrityPolicyUrl { get; init; }

    public required IReadOnlyList<QliroLine> OrderItems { get; init; }
}

public sealed record UpdateQliroOrder(string MerchantApiKey, IReadOnlyList<QliroLine> OrderItems);

public sealed record QliroCreated(long OrderId);

/// <summary>Qliro's order as the Admin API answers it.</summary>
public sealed record AdminOrder
{
    public IReadOnlyList<AdminAction> OrderItemActions { get; init; } = [];

    public IReadOnlyList<AdminTransaction> PaymentTransactions { get; init; } = [];
}

public sealed record AdminAction(
    string ActionType, long PaymentTransactionId, string MerchantReference, string Type, int Quantity,
    decimal PricePerItemIncVat);

public sealed record AdminTransaction(long PaymentTransactionId, string Type, string Status, decimal Amount);

public sealed record ShipItems(
    Guid RequestId, string MerchantApiKey, long OrderId, string Currency, IReadOnlyList<Shipment> Shipments);

public sealed record Shipment(long PaymentTransactionId, IReadOnlyList<ShippedItem> OrderItems);

public sealed record ShippedItem(string MerchantReference, string Type, int Quantity, decimal PricePerItemIncVat);

public sealed record Shipped(IReadOnlyList<AdminTransaction> PaymentTransactions);

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QliroOrder))]
[JsonSerializable(typeof(CreateQliroOrder))]
[JsonSerializable(typeof(UpdateQliroOrder))]
[JsonSerializable(typeof(QliroCreated))]
[JsonSerializable(typeof(AdminOrder))]
[JsonSerializable(typeof(ShipItems))]
[JsonSerializable(typeof(Shipped))]
public sealed partial class QliroJson : JsonSerializerContext;
