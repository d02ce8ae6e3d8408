using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>A product of the shop; the price includes VAT.</summary>
internal sealed record Product(string Sku, string Name, decimal Price, decimal VatRate);

/// <summary>Where the shop sells, and in which language.</summary>
internal sealed record Market(string Country, string Currency, string Culture);

/// <summary>The shop's products, and how a filled-in form becomes an order.</summary>
internal static class Catalog
{
    public const string DiscountCode = "SPRING";

    public const string VoucherCode = "GIFT100";

    public const decimal VoucherValue = 100m;

    private const decimal DiscountShare = 0.10m;

    public static readonly IReadOnlyList<Product> Products =
    [
        new("MUG-1", "Mug", 125m, 0.25m),
        new("BOOK-1", "Cook book", 249m, 0.06m),
        new("TEA-1", "Green tea, 3 × 100 g", 100m, 0.12m),
        new("CHAIR-1", "Chair", 1899.50m, 0.25m),
    ];

    /// <summary>The first is what an order is for that names none.</summary>
    public static readonly IReadOnlyList<Market> Markets =
    [
        new("SE", "SEK", "sv-SE"), new("NO", "NOK", "nb-NO"), new("FI", "EUR", "fi-FI"), new("DK", "DKK", "da-DK"),
        new("DE", "EUR", "de-DE"), new("NL", "EUR", "en-GB"),
    ];

    /// <summary>
    /// The order for these quantities. The discount code takes a tenth off every row, rounded half up.
    /// </summary>
    public static JsonObject Order(IReadOnlyDictionary<string, int> quantities, bool isDiscounted,
        string? country = null)
    {
        var items = Products.Where(product => quantities.GetValueOrDefault(product.Sku) > 0).Select(product =>
        {
            var quantity = quantities[product.Sku];
            var full = product.Price * quantity;
            var discount = isDiscounted ? Math.Round(full * DiscountShare, 2, MidpointRounding.AwayFromZero) : 0m;
            return NorceOrders.Item(product.Sku, product.Name, product.Price, quantity, product.VatRate, discount);
        });
        var order = NorceOrders.Cart([.. items]);
        var market = Markets.FirstOrDefault(one => one.Country == country) ?? Markets[0];
        (order["country"], order["currency"], order["culture"]) = (market.Country, market.Currency, market.Culture);
        order.Remove("payments");
        order.Remove("shippings");
        return order;
    }
}
