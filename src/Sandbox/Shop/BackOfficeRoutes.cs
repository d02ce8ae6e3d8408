using System.Globalization;
using System.Text.Json.Nodes;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>The merchant's back office: orders, payments, and the actions that a payment offers.</summary>
internal static class BackOfficeRoutes
{
    public static void MapBackOffice(this WebApplication app, ShopBackend backend)
    {
        app.MapGet("/backoffice", () => List(backend));
        app.MapGet("/backoffice/{orderId}", (string orderId, string? message) => Show(backend, orderId, message));
        app.MapPost("/backoffice/{orderId}/payments/{paymentId}/actions/{actionId}",
            (string orderId, string paymentId, string actionId) =>
            Execute(backend, orderId, paymentId, actionId));
        app.MapPost("/backoffice/{orderId}/payments/{paymentId}/refresh", (string orderId, string paymentId) =>
            Refresh(backend, orderId, paymentId));
        app.MapPost("/backoffice/{orderId}/payments/{paymentId}/refund", GiveBack(backend));
    }

    private static async Task<IResult> List(ShopBackend backend)
    {
        var answer = await backend.Norce(HttpMethod.Get, "?limit=100");
        var rows = string.Concat(Json.Objects((answer.Json as JsonObject)?["data"]).Reverse().Select(order => $"""
            <tr><td><a href="/backoffice/{Text(order, "id")}">{Text(order, "id")}</a></td>
              <td>{Text((JsonObject)order["state"]!, "currentStatus")}</td>
              <td class="number">{Money(order["total"]?["includingVat"])}</td></tr>
            """));
        return ShopAnswers.Page("Back office", $"""
            <table class="card"><thead><tr><th scope="col">Order</th><th scope="col">Status</th><th scope="col"
              class="number">Total</th></tr></thead>
            <tbody data-testid="orders">{rows}</tbody></table>
            """);
    }

    private static async Task<IResult> Show(ShopBackend backend, string orderId, string? message)
    {
        if (await backend.Order(orderId) is not { } order) return ShopAnswers.Missing("such order");
        var payments = new List<string>();
        foreach (var payment in Json.Objects(order["payments"]))
            payments.Add(await PaymentCard(backend, orderId, payment));
        var path = string.Join(" → ", Json.Objects(order["state"]?["transitions"]).Select(one => Text(one, "status")));
        var notice = message is null ? ""
            : $"""<p role="status" class="message" data-testid="result">{ShopAnswers.Encode(message)}</p>""";
        return ShopAnswers.Page("Order " + orderId, $"""
            {notice}
            <dl class="card">
              <dt>Status</dt><dd data-testid="order-status">{Text((JsonObject)order["state"]!, "currentStatus")}</dd>
              <dt>Way here</dt><dd data-testid="transitions">{path}</dd>
              <dt>Total</dt><dd
                data-testid="order-total">{Money(order["total"]?["includingVat"])} {Text(order, "currency")}</dd>
              <dt>Customer</dt><dd data-testid="customer">{Name(order["customer"]?["billing"] as JsonObject)}</dd>
            </dl>
            {string.Concat(payments)}
            <p><a href="/backoffice/{ShopAnswers.Encode(orderId)}" data-testid="reload">Reload</a></p>
            """);
    }

    private static async Task<string> PaymentCard(ShopBackend backend, string orderId, JsonObject payment)
    {
        var id = Json.String(payment["id"])!;
        var isOurs = Json.String(payment["adapterId"]) == Norce.NorceSimulatorOptions.QliroAdapterId;
        var answer =
            await backend.Norce(HttpMethod.Get, $"/{Uri.EscapeDataString(orderId)}/payments/{id}/transactions");
        var trail = string.Concat(Json.Objects(answer.Json).Select(one =>
            $"<li>{Text(one, "event")} {Outcome(one)} <small>{Text(one, "created")}</small></li>"));
        var buttons =
            string.Concat(Json.Objects(payment["actions"])
                .Select(action => Button(orderId, id, $"actions/{Text(action, "id")}", Text(action, "type"))));
        var sum = Json.Objects(payment["actions"]).Any(action => Json.String(action["type"]) == "refund")
            ? SumForm(orderId, id)
            : "";
        if (isOurs) buttons += Button(orderId, id, "refresh", "refresh");
        return $"""
            <section class="card" data-testid="payment-{Text(payment, "type")}">
              <h2>{Text(payment, "name")} <small>{Text(payment, "adapterId")}</small></h2>
              <dl>
                <dt>State</dt><dd data-testid="payment-state">{Text(payment, "state")}</dd>
                <dt>Amount</dt><dd data-testid="payment-amount">{Money(payment["amount"])}</dd>
                <dt>Reference</dt><dd data-testid="payment-reference">{Text(payment, "reference")}</dd>
              </dl>
              <div class="actions">{buttons}</div>{sum}
              <details><summary>Trail</summary><ol data-testid="trail">{trail}</ol></details>
            </section>
            """;
    }

    private static string Button(string orderId, string paymentId, string what, string label) => $"""
        <form method="post"
          action="/backoffice/{ShopAnswers.Encode(orderId)}/payments/{ShopAnswers.Encode(paymentId)}/{what}">
          <button data-testid="action-{label}">{char.ToUpperInvariant(label[0])}{label[1..]}</button></form>
        """;

    private static string SumForm(string orderId, string paymentId) => $"""
        <form method="post"
          action="/backoffice/{ShopAnswers.Encode(orderId)}/payments/{ShopAnswers.Encode(paymentId)}/refund">
          <label>Sum <input name="amount" type="number" min="0.01" step="0.01" required
            data-testid="refund-amount"></label>
          <label>Reason <input name="reason" maxlength="200" data-testid="refund-reason"></label>
          <button data-testid="refund-sum">Give back</button></form>
        """;

    /// <summary>A sum without goods: what staff grant a customer who complains.</summary>
    private static Func<string, string, HttpRequest, Task<IResult>> GiveBack(ShopBackend backend)
        => async (orderId, paymentId, request) =>
    {
        var form = await request.ReadFormAsync();
        var refund = new RefundRequest
        {
            Amount = decimal.TryParse(form["amount"], CultureInfo.InvariantCulture, out var sum) ? sum : 0m,
            Reason = form["reason"],
        };
        return Back(orderId, await backend.Adapter(adapter => adapter.Refund(orderId, paymentId, refund)));
    };

    private static async Task<IResult> Execute(ShopBackend backend, string orderId, string paymentId, string actionId)
    {
        var answer = await backend.Norce(HttpMethod.Post,
            $"/{Escape(orderId)}/payments/{Escape(paymentId)}/actions/{Escape(actionId)}/execute");
        return Back(orderId, answer);
    }

    private static async Task<IResult> Refresh(ShopBackend backend, string orderId, string paymentId)
        => Back(orderId, await backend.Adapter(adapter => adapter.Refresh(orderId, paymentId)));

    private static IResult Back(string orderId, WireAnswer answer)
    {
        var message = answer.IsSuccess ? "Done." : Json.String((answer.Json as JsonObject)?["message"])
            ?? $"Refused: {answer.Status}.";
        return Results.Redirect($"/backoffice/{Uri.EscapeDataString(orderId)}?message={Uri.EscapeDataString(message)}");
    }

    private static string Text(JsonObject holder, string member) => ShopAnswers.Encode(Json.Scalar(holder[member]));

    private static string Outcome(JsonObject entry) => Json.Flag(entry["isSuccess"]) ? "ok" : "failed";

    private static string Escape(string part) => Uri.EscapeDataString(part);

    private static string Money(JsonNode? amount) => (Json.Number(amount) ?? 0m).ToString("0.00", null);

    private static string Name(JsonObject? address)
        => address is null ? "unknown" : $"{Text(address, "givenName")} {Text(address, "familyName")}";
}
