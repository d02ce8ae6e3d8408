using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's request for shipping methods, sent on a change of address or cart. Any member may be absent; some versions
/// send the address in the flat members or with the customer instead.
/// </summary>
public sealed record QliroShippingQuestion
{
    public QliroOrderId? OrderId { get; init; }

    public string? MerchantReference { get; init; }

    /// <summary>One of <see cref="Qliro.JuridicalType"/>.</summary>
    [JsonConverter(typeof(JuridicalType.Converter))]
    public string? JuridicalType { get; init; }

    /// <summary>The lines of Qliro's order, without its own shipping line.</summary>
    public IReadOnlyList<QliroOrderItem>? OrderItems { get; init; }

    public QliroShippingContact? Customer { get; init; }

    public QliroAddress? ShippingAddress { get; init; }

    /// <summary>ISO 3166-1 alpha-2; sent in place of an address.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Sent in place of an address.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The method that was selected before.</summary>
    public string? SelectedShippingMethod { get; init; }

    /// <summary>True when the answer must hold the secondary options of the selected method.</summary>
    public bool? ProvideShippingSecondaryOptions { get; init; }

    /// <summary>
    /// Country to deliver to, as far as it is known: from the address, the flat members or the customer's address, in
    /// this order.
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

/// <summary>The customer of a request for shipping methods. Prints as a mask.</summary>
public sealed record QliroShippingContact
{
    public string? Email { get; init; }

    public string? MobileNumber { get; init; }

    public QliroAddress? Address { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroShippingContact ***";
}
