using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>A product of the shop; the price includes VAT.</summary>
internal sealed record Product(string Sku, string Name, decimal Price, decimal VatRate);

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

    /// <summary>
    /// The order for these quantities. The discount code takes a tenth off every row, rounded half up.
    /// </summary>
    public static JsonObject Order(IReadOnlyDictionary<string, int> quantities, bool isDiscounted)
    {
        var items = Products.Where(product => quantities.GetValueOrDefault(product.Sku) > 0).Select(product =>
        {
            var quantity = quantities[product.Sku];
            var full = product.Price * quantity;
            var discount = isDiscounted ? Math.Round(full * DiscountShare, 2, MidpointRounding.AwayFromZero) : 0m;
            return NorceOrders.Item(product.Sku, product.Name, product.Price, quantity, product.VatRate, discount);
        });
        var order = NorceOrders.Cart([.. items]);
        order.Remove("payments");
        order.Remove("shippings");
        return order;
    }
}
