using QliroAdapter.Bench.Baseline.Norce;
using QliroAdapter.Bench.Baseline.Qliro;

namespace QliroAdapter.Bench.Baseline.Routes;

/// <summary>Qliro's lines and Norce's addresses, translated.</summary>
internal static class Lines
{
    /// <summary>A line for each row; discounts and shippings are left to those who have them.</summary>
    public static List<QliroLine> Of(NorceOrder order)
    {
        var rows = order.Cart!.Items;
        var lines = new List<QliroLine>(rows.Count);
        for (var number = 0; number < rows.Count; number++)
        {
            var row = rows[number];
            lines.Add(new($"{number + 1}:{row.Sku}", row.Name, "Product", (int)row.Quantity, row.Price.IncludingVat,
                row.Price.ExcludingVat, row.VatRate * 100m));
        }

        return lines;
    }

    /// <summary>True when both would sell the same.</summary>
    public static bool AreSame(IReadOnlyList<QliroLine> ours, IReadOnlyList<QliroLine> theirs)
    {
        if (ours.Count != theirs.Count) return false;
        for (var number = 0; number < ours.Count; number++)
        {
            var (one, other) = (ours[number], theirs[number]);
            if (one.MerchantReference != other.MerchantReference || one.Quantity != other.Quantity
                || one.PricePerItemIncVat != other.PricePerItemIncVat) return false;
        }

        return true;
    }

    public static NorceAddress? Address(QliroOrder order, QliroAddress? address) => address is null ? null : new()
    {
        Type = order.Customer?.JuridicalType == "Company" ? "organization" : "person",
        GivenName = address.FirstName, FamilyName = address.LastName, StreetAddress = address.Street,
        PostalCode = address.PostalCode, City = address.City, Country = address.CountryCode,
        Email = order.Customer?.Email, Phone = order.Customer?.MobileNumber,
        NationalIdentificationNumber = order.Customer?.PersonalNumber,
    };
}
