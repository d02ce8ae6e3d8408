using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The page inside the iframe: a checkout while the order is open, a receipt afterwards.</summary>
internal static class CheckoutPage
{
    public static string Expired => Frame("sv", """
        <p class="notice" role="status" data-testid="qliro-expired">Sessionen har gått ut. Ladda om sidan.</p>
        """);

    public static string Of(QliroOrder order, DateTimeOffset now, IReadOnlyList<ShippingChoice> deliveries)
    {
        if (order.Status == CheckoutStatus.InProcess && now >= order.SessionExpiresAt) return Expired;
        var content = order.Status == CheckoutStatus.InProcess ? Summary(order) + Form(order, deliveries)
            : Receipt(order) + Summary(order);
        return Frame(order.Text("Language")[..2], content);
    }

    private static string Frame(string language, string content) => $"""
        <!doctype html>
        <html lang="{Encode(language)}">
        <head>
          <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Qliro Checkout (simulated)</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/checkout-ui/checkout.css">
        </head>
        <body>
          <main>
            <header><strong class="brand">Qliro</strong> <span class="tag">simulerad</span></header>
            {content}
          </main>
          <script src="/checkout-ui/checkout.js"></script>
        </body>
        </html>
        """;

    private static string Summary(QliroOrder order)
    {
        var rows = string.Concat(order.AllLines.Select(line => $"""
            <tr><td>{Encode(line.Description ?? line.Reference)}</td><td class="number">{line.Quantity}</td><td
              class="number">{line.Total:0.00}</td></tr>
            """));
        return $"""
            <section aria-labelledby="lines"><h2 id="lines">Din order</h2>
            <table><thead><tr><th scope="col">Vara</th><th scope="col" class="number">Antal</th><th scope="col"
              class="number">Summa</th></tr></thead>
            <tbody data-testid="qliro-lines">{rows}</tbody>
            <tfoot><tr><th scope="row" colspan="2">Att betala</th>
            <td class="number"><span data-testid="qliro-total">{order.Total:0.00}</span> {Encode(order.Currency)}</td>
              </tr></tfoot></table></section>
            """;
    }

    private static string Form(QliroOrder order, IReadOnlyList<ShippingChoice> deliveries)
    {
        var person = new QliroPerson();
        var known = order.Customer;
        return $"""
            <form id="form" data-testid="qliro-form" novalidate>
              <h2>Dina uppgifter</h2>
              <div class="grid">
                {Field("email", "E-post", Known(known, "Email") ?? person.Email, "email", "email")}
                {Field("mobileNumber", "Mobilnummer", Known(known, "MobileNumber") ?? person.MobileNumber, "tel",
                  "tel")}
                {Field("personalNumber", "Personnummer", Known(known, "PersonalNumber") ?? person.PersonalNumber,
                  "text", "off")}
                {Field("firstName", "Förnamn", Known(order.Billing, "FirstName") ?? person.FirstName, "text",
                  "given-name")}
                {Field("lastName", "Efternamn", Known(order.Billing, "LastName") ?? person.LastName, "text",
                  "family-name")}
                {Field("street", "Gatuadress", Known(order.Billing, "Street") ?? person.Street, "text",
                  "street-address")}
                {Field("postalCode", "Postnummer", Known(order.Billing, "PostalCode") ?? person.PostalCode, "text",
                  "postal-code")}
                {Field("city", "Ort", Known(order.Billing, "City") ?? person.City, "text", "address-level2")}
              </div>
              {ShippingMethods(order, deliveries)}
              <p class="notice" id="notice" role="alert" data-testid="qliro-notice" hidden></p>
              <div class="actions">
                <button type="submit" name="outcome" value="approve" class="primary"
                  data-testid="qliro-pay">Betala</button>
                <button type="submit" name="outcome" value="onHold"
                  data-testid="qliro-pay-onhold">Betala (granskas)</button>
                <button type="submit" name="outcome" value="decline"
                  data-testid="qliro-pay-decline">Betala (nekas)</button>
              </div>
            </form>
            """;
    }

    private static string ShippingMethods(QliroOrder order, IReadOnlyList<ShippingChoice> deliveries)
    {
        if (deliveries.Count == 0) return "";
        var choices = string.Concat(deliveries.Select(delivery =>
        {
            var reference = delivery.Method;
            var isChosen = reference == order.SelectedShippingMethod ? "checked" : "";
            return $"""
                <label class="choice"><input type="radio" name="shippingMethod" value="{Encode(reference)}" {isChosen}
                  data-testid="qliro-shipping-{Encode(reference)}">
                  {Encode(delivery.MethodName)}
                  <span>{delivery.Price:0.00}</span></label>
                """;
        }));
        return $"<fieldset><legend>Leverans</legend>{choices}</fieldset>";
    }

    private static string Receipt(QliroOrder order) => $"""
        <section class="receipt" data-testid="qliro-receipt" data-status="{Encode(order.Status)}">
          <h2>{(order.Status switch
    {
        CheckoutStatus.Completed => "Tack för ditt köp!",
        CheckoutStatus.OnHold => "Tack! Ditt köp granskas.",
        _ => "Köpet kunde inte genomföras.",
    })}</h2>
          <p>Ordernummer hos Qliro: <span data-testid="qliro-order-id">{order.Id}</span></p>
        </section>
        """;

    private static string Field(string name, string label, string value, string type, string fill) => $"""
        <label for="{name}">{label}<input id="{name}" name="{name}" type="{type}" autocomplete="{fill}"
          value="{Encode(value)}"
          data-testid="qliro-{name}"></label>
        """;

    private static string? Known(JsonObject? holder, string member) => Json.String(holder?[member]);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
