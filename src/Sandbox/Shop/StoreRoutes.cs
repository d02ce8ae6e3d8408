using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>The product page and the way to the checkout.</summary>
internal static class StoreRoutes
{
    public static void MapStore(this WebApplication app, ShopBackend backend)
    {
        app.MapGet("/", () => ShopAnswers.Page("Shop", Shelf()));
        app.MapPost("/orders", context => Order(context, backend));
        app.MapGet("/terms", () => ShopAnswers.Page("Terms", "<p>Nothing here is for sale.</p>"));
        app.MapGet("/privacy", () =>
            ShopAnswers.Page("Privacy", "<p>Everything is forgotten when the program stops.</p>"));
        app.MapGet("/shop.css", () => ShopAnswers.File("shop.css", "text/css; charset=utf-8"));
        app.MapGet("/checkout.js", () => ShopAnswers.File("checkout.js", "text/javascript; charset=utf-8"));
        app.MapGet("/confirmation.js", () => ShopAnswers.File("confirmation.js", "text/javascript; charset=utf-8"));
        app.MapGet("/backoffice.js", () => ShopAnswers.File("backoffice.js", "text/javascript; charset=utf-8"));
        app.MapGet("/storefront.js", () => ShopAnswers.File("storefront.js", "text/javascript; charset=utf-8"));
    }

    private static string Shelf()
    {
        var rows = string.Concat(Catalog.Products.Select((product, at) => $"""
            <tr><td>{ShopAnswers.Encode(product.Name)}</td><td class="number">{product.Price:0.00}</td>
              <td class="number">{product.VatRate * 100:0} %</td>
              <td><label class="hidden" for="q-{product.Sku}">Quantity of {ShopAnswers.Encode(product.Name)}</label>
                <input id="q-{product.Sku}" name="{product.Sku}" type="number" min="0" max="99"
                  value="{(at < 2 ? 1 : 0)}"
                  data-testid="quantity-{product.Sku}"></td></tr>
            """));
        return $"""
            <form method="post" action="/orders" class="card">
              <table><thead><tr><th scope="col">Product</th><th scope="col" class="number">Price</th>
                <th scope="col" class="number">VAT</th><th scope="col">Quantity</th></tr></thead><tbody>{rows}</tbody>
                  </table>
              <div class="fields">
                <label for="discount">Discount code <small>(try {Catalog.DiscountCode})</small>
                  <input id="discount" name="discount" data-testid="discount"></label>
                <label for="voucher">Gift card <small>(try {Catalog.VoucherCode})</small>
                  <input id="voucher" name="voucher" data-testid="voucher"></label>
                <label for="freight">Delivery
                  <select id="freight" name="freight" data-testid="freight"><option value="">none</option><option
                    value="49">from the platform, 49.00</option><option
                    value="frame">chosen in Qliro's frame</option></select></label>
                <label for="market">Country and language
                  <select id="market" name="market" data-testid="market">{Markets()}</select></label>
              </div>
              <button class="primary" data-testid="go-to-checkout">Go to checkout</button>
            </form>
            """;
    }

    private static string Markets() => string.Concat(Catalog.Markets.Select(market =>
        $"<option value=\"{market.Country}\">{market.Country}, {market.Currency}, {market.Culture}</option>"));

    private static async Task Order(HttpContext context, ShopBackend backend)
    {
        var form = await context.Request.ReadFormAsync();
        var quantities = Catalog.Products.ToDictionary(product => product.Sku,
            product => int.TryParse(form[product.Sku], out var count) ? count : 0, StringComparer.Ordinal);
        var order = Catalog.Order(quantities, Is(form["discount"], Catalog.DiscountCode), form["market"]);
        var created = await backend.AddOrder(order, choosesDelivery: form["freight"] == "frame");
        if (!created.IsSuccess)
        {
            await ShopAnswers.Pass(context, created);
            return;
        }

        var id = Json.String(created.Json!["id"])!;
        if (decimal.TryParse(form["freight"], out var freight))
            await backend.Norce(id, HttpMethod.Post, "/shippings", NorceOrders.Shipping(freight));
        if (Is(form["voucher"], Catalog.VoucherCode))
            await backend.Norce(id, HttpMethod.Post, "/payments", NorceOrders.Voucher(Catalog.VoucherValue,
                currency: Json.String(order["currency"])!), "awardit_adapter");
        context.Response.Redirect("/checkout?orderId=" + Uri.EscapeDataString(id));
    }

    private static bool Is(string? given, string code)
        => code.Equals(given?.Trim(), StringComparison.OrdinalIgnoreCase);
}
