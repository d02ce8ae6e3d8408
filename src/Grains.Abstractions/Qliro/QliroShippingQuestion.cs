using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// What Qliro asks for shipping methods with, on a change of address or cart. Any member may be absent; some versions
/// send the address in the flat members or with the customer instead.
/// </summary>
public sealed record QliroShippingQuestion
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    /// <summary>One of <see cref="Qliro.JuridicalType"/>.</summary>
    [JsonConverter(typeof(JuridicalType.Converter))]
    public string? JuridicalType { get; init; }

    /// <summary>The lines Qliro holds, its own shipping excepted.</summary>
    public IReadOnlyList<QliroOrderItem>? OrderItems { get; init; }

    public QliroShippingContact? Customer { get; init; }

    public QliroAddress? ShippingAddress { get; init; }

    /// <summary>ISO 3166-1 alpha-2; instead of an address.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Instead of an address.</summary>
    public string? PostalCode { get; init; }

    /// <summary>What was chosen before.</summary>
    public string? SelectedShippingMethod { get; init; }

    /// <summary>The clicked method is to be told with its places.</summary>
    public bool? ProvideShippingSecondaryOptions { get; init; }

    /// <summary>
    /// Where the goods go, as far as it is told; from the address, the flat members, the customer's address, in this
    /// order.
    /// </summary>
    [JsonIgnore]
    public string? Country
        => Stated(ShippingAddress?.CountryCode) ?? Stated(CountryCode) ?? Stated(Customer?.Address?.CountryCode);

    /// <inheritdoc cref="Country"/>
    [JsonIgnore]
    public string? PostalCodeAsked
        => Stated(ShippingAddress?.PostalCode) ?? Stated(PostalCode) ?? Stated(Customer?.Address?.PostalCode);

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => $"QliroShippingQuestion {OrderId} ***";

    private static string? Stated(string? text)
        => string.IsNullOrWhiteSpace(text) || text.Contains('*', StringComparison.Ordinal) ? null : text.Trim();
}

/// <summary>Who asks. Prints as a mask.</summary>
public sealed record QliroShippingContact
{
    public string? Email { get; init; }

    public string? MobileNumber { get; init; }

    public QliroAddress? Address { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroShippingContact ***";
}
