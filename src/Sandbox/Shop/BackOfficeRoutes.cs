using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;
using static QliroAdapter.Sandbox.Shop.ShopAnswers;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>The merchant's back office: orders, payments, and the actions that a payment offers.</summary>
internal static class BackOfficeRoutes
{
    private const string Payment = "/backoffice/{orderId}/payments/{paymentId}";

    public static void MapBackOffice(this WebApplication app, ShopBackend backend)
    {
        var actions = new BackOfficeActions(backend);
        app.MapGet("/backoffice", () => List(backend));
        app.MapGet("/backoffice/{orderId}", (string orderId, string? message) => Show(backend, orderId, message));
        app.MapGet("/backoffice/{orderId}/version", async (string orderId) =>
            await backend.Order(orderId) is { } order ? Results.Text(PaymentCard.VersionOf(order))
                : Results.NotFound());
        app.MapPost(Payment + "/actions/{actionId}", actions.Execute);
        app.MapPost(Payment + "/refresh", actions.Refresh);
        app.MapPost(Payment + "/capture", actions.Capture);
        app.MapPost(Payment + "/cancel", actions.Cancel);
        app.MapPost(Payment + "/refund", actions.Refund);
        app.MapPost(Payment + "/refund-sum", actions.RefundSum);
    }

    private static async Task<IResult> List(ShopBackend backend)
    {
        var rows = string.Concat((await backend.Orders()).Reverse().Select(order => $"""
            <tr><td><a href="/backoffice/{Text(order["id"])}">{Text(order["id"])}</a></td>
              <td>{Text(order["state"]?["currentStatus"])}</td>
              <td class="number">{Money(order["total"]?["includingVat"])} {Text(order["currency"])}</td></tr>
            """));
        return Page("Back office", $"""
            <table class="card"><thead><tr><th scope="col">Order</th><th scope="col">Status</th><th scope="col"
              class="number">Total</th></tr></thead>
            <tbody data-testid="orders">{rows}</tbody></table>
            """);
    }

    private static async Task<IResult> Show(ShopBackend backend, string orderId, string? message)
    {
        if (await backend.Order(orderId) is not { } order) return Missing("such order");
        var payments = new List<string>();
        foreach (var payment in Json.Objects(order["payments"]))
            payments.Add(await PaymentCard.Of(backend, order, payment));
        var path = string.Join(" → ", Json.Objects(order["state"]?["transitions"]).Select(one => Text(one["status"])));
        var notice = message is null ? ""
            : $"""<p role="status" class="message" data-testid="result">{Encode(message)}</p>""";
        return Page("Order " + orderId, $"""
            {notice}
            <div id="live" data-order-id="{Encode(orderId)}" data-version="{PaymentCard.VersionOf(order)}">
            <dl class="card">
              <dt>Status</dt><dd data-testid="order-status">{Text(order["state"]?["currentStatus"])}</dd>
              <dt>Way here</dt><dd data-testid="transitions">{path}</dd>
              <dt>Total</dt><dd
                data-testid="order-total">{Money(order["total"]?["includingVat"])} {Text(order["currency"])}</dd>
              <dt>Customer</dt><dd data-testid="customer">{Name(order["customer"]?["billing"])}</dd>
            </dl>
            {string.Concat(payments)}
            </div>
            <p><a href="/backoffice/{Encode(orderId)}" data-testid="reload">Reload</a></p>
            """, """<script type="module" src="/backoffice.js"></script>""");
    }

    private static string Name(JsonNode? address)
        => address is null ? "unknown" : $"{Text(address["givenName"])} {Text(address["familyName"])}";
}
