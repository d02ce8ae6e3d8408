using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// The checkout and confirmation pages, and the server-side proxy that holds the adapter's token for them.
/// </summary>
internal static class CheckoutRoutes
{
    private const string Payments = "/api/orders/{orderId}/payments";

    public static void MapCheckout(this WebApplication app, ShopBackend backend)
    {
        app.MapGet("/checkout", (string? orderId, bool? app) => CheckoutPage(backend, orderId, app ?? false));
        app.MapGet("/confirmation", (string? orderId) => ConfirmationPage(backend, orderId));
        app.MapGet("/api/orders/{orderId}", async (HttpContext context, string orderId) =>
            await ShopAnswers.Pass(context, await backend.Norce(orderId, HttpMethod.Get)));
        app.MapPut("/api/orders/{orderId}/rows/{row:int}", async (HttpContext context, string orderId, int row) =>
            await ShopAnswers.Pass(context, await ChangeRow(context, backend, orderId, row)));

        app.MapPost(Payments, async (HttpContext context, string orderId) =>
            await ShopAnswers.Pass(context, await backend.Checkout(orderId, adapter => adapter.Create(orderId))));
        app.MapGet(Payments + "/{paymentId}", async (HttpContext context, string orderId, string paymentId) =>
            await ShopAnswers.Pass(context, await backend.Checkout(orderId, adapter =>
                adapter.Get(orderId, paymentId))));
        app.MapPost(Payments + "/{paymentId}/remove", async (HttpContext context, string orderId, string paymentId) =>
            await ShopAnswers.Pass(context, await backend.Adapter(orderId, adapter =>
                adapter.Remove(orderId, paymentId))));
        app.MapPost(Payments + "/{paymentId}/customer-update",
            async (HttpContext context, string orderId, string paymentId) =>
            await ShopAnswers.Pass(context, await backend.Adapter(orderId, adapter =>
                adapter.UpdateCustomer(orderId, paymentId, backend.Merchant, backend.ChannelOf(orderId)))));
        app.MapPost(Payments + "/{paymentId}/shipping-option-update",
            async (HttpContext context, string orderId, string paymentId) =>
            await ShopAnswers.Pass(context, await UpdateShipping(context, backend, orderId, paymentId)));
    }

    private static async Task<WireAnswer> UpdateShipping(
        HttpContext context, ShopBackend backend, string orderId, string paymentId) =>
        Json.TryParse(await ShopAnswers.Body(context)) is { } selected
            ? await backend.Adapter(orderId, adapter => adapter.UpdateShippingOption(
                orderId, paymentId, backend.Merchant, backend.ChannelOf(orderId), selected))
            : WireAnswer.Empty(400);

    private static async Task<IResult> CheckoutPage(ShopBackend backend, string? orderId, bool isApp)
    {
        if (orderId is null || await backend.Order(orderId) is null) return ShopAnswers.Missing("such order");
        return ShopAnswers.Page("Checkout", $"""
            <div id="page" data-order-id="{ShopAnswers.Encode(orderId)}"
              data-merchant="{ShopAnswers.Encode(backend.Merchant)}"
              data-channel="{ShopAnswers.Encode(backend.ChannelOf(orderId))}"
              data-is-app="{(isApp ? "true" : "false")}">
              <section class="card" aria-labelledby="cart-title">
                <h2 id="cart-title">Your cart</h2>
                <table><thead><tr><th scope="col">Product</th><th scope="col">Quantity</th><th scope="col"
                  class="number">Sum</th></tr></thead>
                  <tbody id="cart" data-testid="cart"></tbody>
                  <tfoot id="totals" data-testid="totals"></tfoot></table>
              </section>
              <p id="message" role="alert" class="message" data-testid="message" hidden></p>
              <p id="busy" role="status" data-testid="busy" hidden>One moment …</p>
              <section class="card" aria-labelledby="payment-title">
                <h2 id="payment-title">Payment</h2>
                <div id="snippet" data-testid="snippet"></div>
                <button id="retry" data-testid="retry" hidden>Try again</button>
              </section>
            </div>
            """, """<script type="module" src="/checkout.js"></script>""");
    }

    private static async Task<IResult> ConfirmationPage(ShopBackend backend, string? orderId)
    {
        if (orderId is null || await backend.Order(orderId) is null) return ShopAnswers.Missing("such order");
        return ShopAnswers.Page("Confirmation", $"""
            <div id="page" data-order-id="{ShopAnswers.Encode(orderId)}">
              <p>Order <span data-testid="order-id">{ShopAnswers.Encode(orderId)}</span>
                is <strong id="status" data-testid="order-status" aria-live="polite">…</strong>,
                payment <strong id="payment-state" data-testid="payment-state">…</strong>.</p>
              <p><a href="/backoffice/{ShopAnswers.Encode(orderId)}"
                data-testid="to-backoffice">Open it in the back office</a></p>
              <div id="snippet" data-testid="snippet"></div>
            </div>
            """, """<script type="module" src="/confirmation.js"></script>""");
    }

    // The platform changes the cart at Norce, and Norce calls the adapter's hook before it commits the change.
    private static async Task<WireAnswer> ChangeRow(HttpContext context, ShopBackend backend, string orderId, int row)
    {
        if (await backend.Order(orderId) is not { } order) return WireAnswer.Empty(404);
        var cart = (JsonObject)order["cart"]!;
        if (row < 0 || row >= Json.Array(cart["items"]).Count) return WireAnswer.Empty(404);
        var wanted = Json.Number(Json.TryParse(await ShopAnswers.Body(context))?["quantity"]);
        if (wanted is not (>= 0 and <= 99)) return WireAnswer.Empty(400);
        NorceOrders.SetQuantity(cart, row, (int)wanted);
        return await backend.Norce(orderId, HttpMethod.Put, "/cart", cart);
    }
}
