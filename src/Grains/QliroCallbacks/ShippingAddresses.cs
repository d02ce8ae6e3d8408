using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The addresses of Norce's order, for the shopper to choose from. Runs interleaved with turns and changes nothing.
/// </summary>
public static class ShippingAddresses
{
    public static async Task<Outcome<ShippingAddressesAnswer>> Run(PaymentKey key, PaymentServices services)
    {
        using var time = new CancellationTokenSource(ShippingMethods.NorceTakes, services.Clock);
        var read = await services.Norce.GetOrder(key.Order, time.Token);
        if (ShippingMethods.WhyNot(key, read) is { } refusal) return refusal;
        if (!read.IsAccepted) return NorceRefusal.Of(read.Failure, NorceResource.Order);
        return new ShippingAddressesAnswer { Addresses = Of(read.Value.Customer) };
    }

    /// <summary>
    /// Shipping first, then billing when it differs; an address without street or postal code is left out.
    /// </summary>
    public static IReadOnlyList<QliroShippingAddress> Of(NorceCustomer? customer)
        => [.. new[] { customer?.Shipping, customer?.Billing }
            .Where(address => !string.IsNullOrWhiteSpace(address?.StreetAddress)
                && !string.IsNullOrWhiteSpace(address.PostalCode))
            .Select(address => Translate(AddressTranslation.ToQliro(address)!))
            .Distinct()];

    private static QliroShippingAddress Translate(QliroCustomerAddress address) => new()
    {
        FirstName = address.FirstName,
        LastName = address.LastName,
        CompanyName = address.CompanyName,
        CareOf = address.CareOf,
        Street = address.Street,
        Street2 = address.Street2,
        PostalCode = address.PostalCode,
        City = address.City,
        Area = address.Area,
    };
}
