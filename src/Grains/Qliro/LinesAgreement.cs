using System.Globalization;

namespace QliroAdapter.Qliro;

/// <summary>
/// Whether Qliro holds exactly our lines: the same references at the same prices with the same VAT, as many units of
/// each, and nothing else but what Qliro adds by itself (the delivery chosen in its frame, its fees). Equal totals
/// prove nothing: one article may have been swapped for another of the same price. Pure.
/// </summary>
public static class LinesAgreement
{
    // Percent. Qliro may compute a rate from rounded prices where we state one.
    private const decimal VatSlack = 0.5m;

    /// <summary>The first difference in words, by our lines first; null when there is none.</summary>
    /// <param name="ours">What Norce's order makes.</param>
    /// <param name="held">What Qliro answers; equal lines may be merged.</param>
    public static string? Difference(IReadOnlyList<QliroLine> ours, IReadOnlyList<QliroOrderItem>? held)
    {
        var rest = (held ?? []).GroupBy(item => (item.MerchantReference ?? "", item.PricePerItemIncVat ?? 0m))
            .ToDictionary(same => same.Key, same => same.ToList());
        foreach (var wanted in ours.GroupBy(line => (line.MerchantReference, line.PricePerItemIncVat)))
        {
            var units = wanted.Sum(line => line.Quantity);
            if (!rest.Remove(wanted.Key, out var same) || same.Sum(item => item.Quantity ?? 0) != units)
                return Text($"Qliro does not hold {units} × {wanted.Key.MerchantReference} at ", wanted.Key.Item2);
            if (same.Exists(item => item.VatRate is { } rate && wanted.First().VatRate is { } stated
                && Math.Abs(rate - stated) > VatSlack))
                return $"Qliro holds {wanted.Key.MerchantReference} with another VAT rate.";
        }

        var others = rest.Values.SelectMany(same => same).FirstOrDefault(item => !IsQlirosOwn(item));
        return others is null
            ? null
            : Text($"Qliro holds {others.Quantity} × {others.MerchantReference}, Norce does not, at ",
                others.PricePerItemIncVat ?? 0m);
    }

    private static bool IsQlirosOwn(QliroOrderItem item)
        => (item.Type == OrderItemType.Shipping && !LineReference.IsShippingOfOurs(item.MerchantReference))
            || (item.Type == OrderItemType.Fee && !LineReference.IsFeeOfOurs(item.MerchantReference));

    private static string Text(string what, decimal price)
        => what + price.ToString("0.00", CultureInfo.InvariantCulture) + ".";
}
