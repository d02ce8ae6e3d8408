using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Translates addresses between the partners. A value that one partner leaves out, or masks with asterisks, never
/// erases a known value of the same person. Another person replaces the known one whole.
/// </summary>
public static partial class AddressTranslation
{
    private const string VatId = "vatId";
    private const string DateOfBirth = "dateOfBirth";

    /// <summary>
    /// The billing address, updated with what Qliro knows, with or without an address; the same instance when nothing
    /// changed, or Qliro knows nobody yet.
    /// </summary>
    public static NorceAddress? MergeBilling(NorceAddress? known, QliroOrder order)
        => Merge(known, order.BillingAddress, order.Customer, withIdentity: true);

    /// <summary>
    /// The shipping address, updated in the same way, but without identity numbers, which belong to the billing
    /// address. Without an address from Qliro nothing is changed, unless somebody else buys now: then nothing of the
    /// person before stays.
    /// </summary>
    public static NorceAddress? MergeShipping(NorceAddress? known, QliroOrder order, bool isOtherPerson = false)
    {
        if (IsEmpty(order.ShippingAddress) && (known is null || !isOtherPerson)) return known;
        return Merge(known, order.ShippingAddress, order.Customer, withIdentity: false, isOtherPerson);
    }

    /// <summary>
    /// True when the shipping address at Norce is of somebody else than buys now. The billing address tells; where it
    /// names nobody, because it never arrived, the e-mail address and the name that came with the shipping address do,
    /// unless Qliro has one as well and masks it.
    /// </summary>
    public static bool IsOtherPersons(NorceAddress? shipping, NorceAddress? billing, QliroOrder order)
        => IsOtherPerson(billing, order)
            || (NamesNobody(billing) && IsAbsent(order.ShippingAddress) && HasOtherEmail(shipping, order.Customer)
                && IsOtherPerson(shipping, order));

    /// <summary>
    /// True also where no billing address tells and the shipping address names somebody who does not buy. It may be of
    /// the person before, or of whom the buyer sends the goods to.
    /// </summary>
    public static bool MayBeOtherPersons(NorceAddress? shipping, NorceAddress? billing, QliroOrder order)
        => IsOtherPersons(shipping, billing, order)
            || (NamesNobody(billing) && !NamesNobody(shipping) && !IsBuyers(shipping, order));

    /// <summary>True when an address at Norce names the buyer, as Qliro does.</summary>
    public static bool IsBuyers(NorceAddress? known, QliroOrder order) => known is not null && PersonIdentity.IsNamed(
        known, Said(order.BillingAddress ?? new(), order.Customer, known.Type, withIdentity: true));

    /// <summary>True when there is no address, not even a masked one.</summary>
    private static bool IsAbsent(QliroAddress? address) => string.IsNullOrWhiteSpace(
        address?.FirstName + address?.LastName + address?.CompanyName + address?.Street + address?.PostalCode
        + address?.City);

    private static bool NamesNobody(NorceAddress? address)
        => (address?.GivenName ?? address?.FamilyName ?? address?.OrganizationName ?? address?.PostalCode) is null
            && (address?.NationalIdentificationNumber ?? address?.OrganizationIdentificationNumber) is null;

    private static bool HasOtherEmail(NorceAddress? known, QliroCustomer? customer)
        => Stated(known?.Email) is { } before && Stated(customer?.Email) is { } now
            && !before.Equals(now, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when Qliro's order is bought by somebody else than the billing address names.</summary>
    public static bool IsOtherPerson(NorceAddress? billing, QliroOrder order)
        => !IsNobody(order.BillingAddress, order.Customer)
            && PersonIdentity.IsOther(
                billing, Said(order.BillingAddress ?? new(), order.Customer, billing?.Type, withIdentity: true));

    /// <summary>
    /// <paramref name="known"/> with every value that Qliro states, or only these when it is another person's. The same
    /// instance when nothing changed; absent only when nothing was known and Qliro states nothing.
    /// </summary>
    public static NorceAddress? Merge(
        NorceAddress? known, QliroAddress? address, QliroCustomer? customer, bool withIdentity,
        bool isOtherPerson = false)
    {
        if (IsNobody(address, customer)) return known;
        var said = Said(address ?? new(), customer, known?.Type, withIdentity);
        var isOther = isOtherPerson || PersonIdentity.IsOther(known, said);
        // The country is the order's, which does not change with the person.
        var before = known is null ? new() : isOther ? new() { Country = known.Country } : known;
        var place = known is not null && PersonIdentity.HasMoved(known, said) ? new() : before;
        // Who receives the goods is named by the shipping address alone; the buyer only where it names nobody.
        var (given, family) = withIdentity || (said.GivenName ?? said.FamilyName ?? before.GivenName
            ?? before.FamilyName) is null ? (customer?.FirstName, customer?.LastName) : default;
        var after = OfOneType(before with
        {
            Type = said.Type ?? before.Type,
            GivenName = said.GivenName ?? Stated(given) ?? before.GivenName,
            FamilyName = said.FamilyName ?? Stated(family) ?? before.FamilyName,
            OrganizationName = said.OrganizationName ?? before.OrganizationName,
            CareOf = said.CareOf ?? place.CareOf,
            StreetAddress = said.StreetAddress ?? before.StreetAddress,
            StreetAddress2 = said.StreetAddress2 ?? place.StreetAddress2,
            PostalCode = said.PostalCode ?? before.PostalCode,
            City = said.City ?? before.City,
            Region = said.Region ?? place.Region,
            Country = said.Country ?? before.Country,
            Email = said.Email ?? before.Email,
            Phone = said.Phone ?? before.Phone,
            NationalIdentificationNumber = said.NationalIdentificationNumber ?? before.NationalIdentificationNumber,
            OrganizationIdentificationNumber
                = said.OrganizationIdentificationNumber ?? before.OrganizationIdentificationNumber,
            Attributes = withIdentity ? Attributes(before.Attributes, customer) : before.Attributes,
        });
        return after == known ? known : after;
    }

    /// <summary>What Qliro states, and nothing else; names as the address states them.</summary>
    private static NorceAddress Said(
        QliroAddress address, QliroCustomer? customer, string? knownType, bool withIdentity)
    {
        var type = TypeOf(customer) ?? knownType;
        var number = withIdentity ? Stated(customer?.PersonalNumber) : null;
        var hasName = (Stated(address.FirstName) ?? Stated(address.LastName)) is not null;
        return new()
        {
            Type = type,
            GivenName = Stated(address.FirstName) ?? (withIdentity && !hasName ? Stated(customer?.FirstName) : null),
            FamilyName = Stated(address.LastName) ?? (withIdentity && !hasName ? Stated(customer?.LastName) : null),
            OrganizationName = Stated(address.CompanyName),
            CareOf = Stated(address.CareOf),
            StreetAddress = Stated(address.Street),
            StreetAddress2 = Stated(address.Street2),
            PostalCode = Stated(address.PostalCode),
            City = Stated(address.City),
            Region = Stated(address.Area),
            Country = Stated(address.CountryCode)?.ToUpperInvariant(),
            Email = Stated(customer?.Email),
            Phone = Stated(customer?.MobileNumber),
            NationalIdentificationNumber = type is CustomerType.Organization ? null : number,
            OrganizationIdentificationNumber = type is CustomerType.Organization ? number : null,
        };
    }

    /// <summary>A person's address names no organization, and an organization's no private person's number.</summary>
    private static NorceAddress OfOneType(NorceAddress address) => address.Type switch
    {
        CustomerType.Person => address with
        {
            OrganizationName = null,
            OrganizationIdentificationNumber = null,
            Attributes = Without(address.Attributes, VatId),
        },
        CustomerType.Organization => address with
        {
            NationalIdentificationNumber = null,
            Attributes = Without(address.Attributes, DateOfBirth),
        },
        _ => address,
    };

    /// <summary><c>person</c> or <c>organization</c>; absent while Qliro does not say.</summary>
    public static string? TypeOf(QliroCustomer? customer) => customer?.JuridicalType switch
    {
        JuridicalType.Physical => CustomerType.Person,
        JuridicalType.Company => CustomerType.Organization,
        _ => null,
    };

    private static bool IsPerson(NorceAddress? address) => address?.Type is CustomerType.Person;

    private static bool IsEmpty(QliroAddress? address) => address is null
        || (Stated(address.FirstName) ?? Stated(address.LastName) ?? Stated(address.CompanyName)
            ?? Stated(address.Street) ?? Stated(address.PostalCode) ?? Stated(address.City)) is null;

    /// <summary>True while Qliro states no more than a type, which the page shows before anybody is known.</summary>
    private static bool IsNobody(QliroAddress? address, QliroCustomer? customer) => IsEmpty(address)
        && (customer is null || ((Stated(customer.Email) ?? Stated(customer.MobileNumber) ?? Stated(customer.FirstName)
            ?? Stated(customer.LastName)) is null && Stated(customer.PersonalNumber) is null));

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

    private static IReadOnlyDictionary<string, JsonElement>? Without(
        IReadOnlyDictionary<string, JsonElement>? attributes, string name)
        => attributes?.ContainsKey(name) != true
            ? attributes
            : attributes.Where(one => one.Key != name).ToDictionary(StringComparer.Ordinal);

    private static string? Attribute(IReadOnlyDictionary<string, JsonElement>? attributes, string name)
        => attributes is not null && attributes.TryGetValue(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? Stated(value.GetString())
            : null;
}
