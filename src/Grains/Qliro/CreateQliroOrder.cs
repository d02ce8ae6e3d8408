using System.Text.Json;

namespace QliroAdapter.Qliro;

/// <summary>A new Qliro order. URLs, currency, country and language can never be changed afterwards.</summary>
public sealed record CreateQliroOrder : QliroRequest
{
    public required MerchantReference MerchantReference { get; init; }

    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public required string Country { get; init; }

    /// <summary>One of the eight codes of <see cref="QliroLanguage"/>.</summary>
    public required string Language { get; init; }

    public required string MerchantTermsUrl { get; init; }

    public required string MerchantConfirmationUrl { get; init; }

    public required string MerchantCheckoutStatusPushUrl { get; init; }

    public required string MerchantOrderManagementStatusPushUrl { get; init; }

    public string? MerchantOrderValidationUrl { get; init; }

    public string? MerchantOrderAvailableShippingMethodsUrl { get; init; }

    public string? MerchantOrderAvailableShippingAddressesUrl { get; init; }

    public string? MerchantNotificationUrl { get; init; }

    /// <summary>Required for card subscriptions.</summary>
    public string? MerchantSavedCreditCardPushUrl { get; init; }

    public string? MerchantIntegrityPolicyUrl { get; init; }

    /// <summary><c>#RRGGBB</c>, as the other three colours.</summary>
    public string? PrimaryColor { get; init; }

    public string? CallToActionColor { get; init; }

    public string? CallToActionHoverColor { get; init; }

    public string? BackgroundColor { get; init; }

    /// <summary>Pixels, 0 to 1000.</summary>
    public int? CornerRadius { get; init; }

    /// <summary>Pixels, 0 to 1000.</summary>
    public int? ButtonCornerRadius { get; init; }

    /// <summary><see cref="Qliro.JuridicalType"/>; when absent, both may buy.</summary>
    public string? EnforcedJuridicalType { get; init; }

    /// <summary>Years; when set, companies cannot buy.</summary>
    public int? MinimumCustomerAge { get; init; }

    public bool? RequireIdentityVerification { get; init; }

    /// <summary>Name of a rule that is set up at Qliro, at most 100 letters.</summary>
    public string? MerchantConstraintName { get; init; }

    /// <summary>At most 30.</summary>
    public IReadOnlyList<QliroMetadataEntry>? MerchantProvidedMetadata { get; init; }

    public QliroCustomerInformation? CustomerInformation { get; init; }

    /// <summary>1 to 200 lines.</summary>
    public required IReadOnlyList<QliroLine> OrderItems { get; init; }

    /// <summary>
    /// The methods to choose from until Qliro has asked for those of the shopper's address; absent when none fits.
    /// </summary>
    public IReadOnlyList<QliroShippingMethod>? AvailableShippingMethods { get; init; }

    /// <summary>Absent when no provider offers the deliveries.</summary>
    public QliroShippingConfiguration? ShippingConfiguration { get; init; }

    /// <summary>In Qliro's own shape, from the configuration document.</summary>
    public JsonElement? LoyaltyConfiguration { get; init; }
}

/// <summary>
/// A change of an order that is still InProcess. The lines replace all lines except those that Qliro added.
/// </summary>
public sealed record UpdateQliroOrder : QliroRequest
{
    public required IReadOnlyList<QliroLine> OrderItems { get; init; }

    /// <summary>Replaces the methods that Qliro has; when absent, they stay.</summary>
    public IReadOnlyList<QliroShippingMethod>? AvailableShippingMethods { get; init; }

    /// <summary>Replaces the provider that Qliro has, as a whole; when absent, it stays.</summary>
    public QliroShippingConfiguration? ShippingConfiguration { get; init; }

    public bool? RequireIdentityVerification { get; init; }

    public string? MerchantConstraintName { get; init; }

    /// <summary>At most 30. Replaces what Qliro has; when absent, that stays.</summary>
    public IReadOnlyList<QliroMetadataEntry>? MerchantProvidedMetadata { get; init; }

    /// <summary>1 to 36 letters. The page receives it in <c>onOrderUpdated</c> once it shows this version.</summary>
    public string? MerchantUpdateVersion { get; init; }
}

/// <summary>What is known of the customer beforehand. Prints as a mask.</summary>
public sealed record QliroCustomerInformation
{
    public Masked? PersonalNumber { get; init; }

    public string? VatNumber { get; init; }

    public string? Email { get; init; }

    /// <summary>International form.</summary>
    public string? MobileNumber { get; init; }

    /// <summary><see cref="Qliro.JuridicalType"/>.</summary>
    public string? JuridicalType { get; init; }

    /// <summary>Shown beside the address that Qliro looks up; for a company, its billing address.</summary>
    public QliroCustomerAddress? Address { get; init; }

    /// <summary>For companies only.</summary>
    public QliroCustomerAddress? ShippingAddress { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroCustomerInformation ***";
}

/// <summary>An address as sent; it has no country. Prints as a mask.</summary>
public sealed record QliroCustomerAddress
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CompanyName { get; init; }

    public string? Street { get; init; }

    public string? Street2 { get; init; }

    public string? CareOf { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Area { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroCustomerAddress ***";
}
