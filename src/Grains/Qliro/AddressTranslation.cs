using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Translates addresses between the partners. A value that one partner leaves out, or masks with asterisks, never
/// erases a known value.
/// </summary>
public static class AddressTranslation
{
    private const string VatId = "vatId";
    private const string DateOfBirth = "dateOfBirth";

    /// <summary>
    /// The billing address, updated with what Qliro knows; the same instance when nothing changed, or Qliro has no
    /// address yet.
    /// </summary>
    public static NorceAddress? MergeBilling(NorceAddress? known, QliroOrder order)
        => Merge(known, order.BillingAddress, order.Customer, withIdentity: true);

    /// <summary>
    /// The shipping address, updated in the same way, but without identity numbers, which belong to the billing
    /// address.
    /// </summary>
    public static NorceAddress? MergeShipping(NorceAddress? known, QliroOrder order)
        => Merge(known, order.ShippingAddress, order.Customer, withIdentity: false);

    /// <summary>
    /// <paramref name="known"/> with every value that Qliro states. The same instance when nothing changed; absent only
    /// when nothing was known and Qliro states nothing. Without an address from Qliro nothing is changed.
    /// </summary>
    public static NorceAddress? Merge(
        NorceAddress? known, QliroAddress? address, QliroCustomer? customer, bool withIdentity)
    {
        if (address is null || IsEmpty(address)) return known;
        var before = known ?? new NorceAddress();
        var type = TypeOf(customer) ?? before.Type;
        var isOrganization = string.Equals(type, CustomerType.Organization, StringComparison.Ordinal);
        var number = withIdentity ? Stated(customer?.PersonalNumber) : null;
        var after = before with
        {
            Type = type,
            GivenName = Stated(address.FirstName) ?? Stated(customer?.FirstName) ?? before.GivenName,
            FamilyName = Stated(address.LastName) ?? Stated(customer?.LastName) ?? before.FamilyName,
            OrganizationName = Stated(address.CompanyName) ?? before.OrganizationName,
            CareOf = Stated(address.CareOf) ?? before.CareOf,
            StreetAddress = Stated(address.Street) ?? before.StreetAddress,
            StreetAddress2 = Stated(address.Street2) ?? before.StreetAddress2,
            PostalCode = Stated(address.PostalCode) ?? before.PostalCode,
            City = Stated(address.City) ?? before.City,
            Region = Stated(address.Area) ?? before.Region,
            Country = Stated(address.CountryCode)?.ToUpperInvariant() ?? before.Country,
            Email = Stated(customer?.Email) ?? before.Email,
            Phone = Stated(customer?.MobileNumber) ?? before.Phone,
            NationalIdentificationNumber = isOrganization ? before.NationalIdentificationNumber
                : number ?? before.NationalIdentificationNumber,
            OrganizationIdentificationNumber = isOrganization ? number ?? before.OrganizationIdentificationNumber
                : before.OrganizationIdentificationNumber,
            Attributes = withIdentity ? Attributes(before.Attributes, customer) : before.Attributes,
        };
        return after == before ? known : after;
    }

    /// <summary><c>person</c> or <c>organization</c>; absent while Qliro does not say.</summary>
    public static string? TypeOf(QliroCustomer? customer) => customer?.JuridicalType switch
    {
        JuridicalType.Physical => CustomerType.Person,
        JuridicalType.Company => CustomerType.Organization,
        _ => null,
    };

    /// <summary>What Norce knows of the customer, for Qliro to fill in; absent when nothing is known.</summary>
    public static QliroCustomerInformation? Prefill(NorceCustomer? customer)
    {
        var billing = customer?.Billing;
        var isCompany = string.Equals(
            billing?.Type ?? customer?.Type, CustomerType.Organization, StringComparison.Ordinal);
        var shipping = isCompany ? ToQliro(customer?.Shipping) : null;
        var filled = FieldLimits.Fit(new QliroCustomerInformation
        {
            PersonalNumber = Stated(
                isCompany ? billing?.OrganizationIdentificationNumber : billing?.NationalIdentificationNumber),
            VatNumber = Attribute(billing?.Attributes, VatId),
            Email = Stated(billing?.Email) ?? Stated(customer?.Shipping?.Email),
            MobileNumber = Stated(billing?.Phone) ?? Stated(customer?.Shipping?.Phone),
            Address = ToQliro(billing),
            ShippingAddress = shipping,
        })!;
        if (filled == new QliroCustomerInformation()) return null;
        return filled with { JuridicalType = JuridicalTypeOf(billing?.Type ?? customer?.Type) };
    }

    /// <summary>An address to send; absent when it is empty.</summary>
    public static QliroCustomerAddress? ToQliro(NorceAddress? address)
    {
        if (address is null) return null;
        var sent = FieldLimits.Fit(new QliroCustomerAddress
        {
            FirstName = Stated(address.GivenName),
            LastName = Stated(address.FamilyName),
            CompanyName = Stated(address.OrganizationName),
            Street = Stated(address.StreetAddress),
            Street2 = Stated(address.StreetAddress2),
            CareOf = Stated(address.CareOf),
            PostalCode = Stated(address.PostalCode),
            City = Stated(address.City),
            Area = Stated(address.Region),
        })!;
        return sent == new QliroCustomerAddress() ? null : sent;
    }

    /// <summary>Qliro's word for Norce's customer type; absent for an unknown one.</summary>
    public static string? JuridicalTypeOf(string? customerType) => customerType switch
    {
        CustomerType.Person => JuridicalType.Physical,
        CustomerType.Organization => JuridicalType.Company,
        _ => null,
    };

    private static bool IsEmpty(QliroAddress address)
        => Stated(address.FirstName) is null && Stated(address.LastName) is null && Stated(address.CompanyName) is null
            && Stated(address.Street) is null && Stated(address.PostalCode) is null && Stated(address.City) is null;

    private static string? Stated(string? text)
        => string.IsNullOrWhiteSpace(text) || text.Contains('*', StringComparison.Ordinal) ? null : text.Trim();

    private static Masked? Stated(Masked? text) => text is not null && Stated(text.Reveal()) is not null ? text : null;

    private static IReadOnlyDictionary<string, JsonElement>? Attributes(
        IReadOnlyDictionary<string, JsonElement>? before, QliroCustomer? customer)
    {
        var after = With(before, VatId, Stated(customer?.VatNumber));
        return With(after, DateOfBirth, Stated(customer?.DateOfBirth));
    }

    private static IReadOnlyDictionary<string, JsonElement>? With(
        IReadOnlyDictionary<string, JsonElement>? before, string name, string? value)
    {
        if (value is null || string.Equals(Attribute(before, name), value, StringComparison.Ordinal)) return before;
        var after = before?.ToDictionary(StringComparer.Ordinal)
            ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        after[name] = JsonSerializer.SerializeToElement(value);
        return after;
    }

    private static string? Attribute(IReadOnlyDictionary<string, JsonElement>? attributes, string name)
        => attributes is not null && attributes.TryGetValue(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? Stated(value.GetString())
            : null;
}
