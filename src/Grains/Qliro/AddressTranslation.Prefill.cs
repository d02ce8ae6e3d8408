using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

public static partial class AddressTranslation
{
    /// <summary>What Norce knows of the customer, for Qliro to fill in; absent when nothing is known.</summary>
    public static QliroCustomerInformation? Prefill(NorceCustomer? customer)
    {
        var billing = customer?.Billing;
        var isCompany = string.Equals(
            billing?.Type ?? customer?.Type, CustomerType.Organization, StringComparison.Ordinal);
        var shipping = isCompany ? ToQliro(customer?.Shipping) : null;
        // How to reach one person is never offered for another.
        var reach = customer?.Shipping is { } other && !PersonIdentity.IsOther(billing, other) ? other : null;
        var filled = FieldLimits.Fit(new QliroCustomerInformation
        {
            PersonalNumber = Stated(
                isCompany ? billing?.OrganizationIdentificationNumber : billing?.NationalIdentificationNumber),
            VatNumber = IsPerson(billing) ? null : Attribute(billing?.Attributes, VatId),
            Email = Stated(billing?.Email) ?? Stated(reach?.Email),
            MobileNumber = Stated(billing?.Phone) ?? Stated(reach?.Phone),
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
            CompanyName = IsPerson(address) ? null : Stated(address.OrganizationName),
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
}
