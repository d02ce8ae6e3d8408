using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// The page inside the iframe, in the order's language: a checkout while the order is open, a receipt afterwards.
/// </summary>
internal static class CheckoutPage
{
    public static string Expired(string language) => Frame(language, $"""
        <p class="notice" role="status" data-testid="qliro-expired">{Encode(FrameTexts.In(language).Expired)}</p>
        """);

    public static string Of(QliroOrder order, DateTimeOffset now, IReadOnlyList<ShippingChoice> deliveries)
    {
        var language = order.Text("Language");
        var texts = FrameTexts.In(language);
        if (order.Status == CheckoutStatus.InProcess && now >= order.SessionExpiresAt) return Expired(language);
        return Frame(language, order.Status == CheckoutStatus.InProcess
            ? Summary(order, texts) + CheckoutForm.Of(order, texts, deliveries)
            : Receipt(order, texts) + Summary(order, texts));
    }

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Frame(string language, string content) => $"""
        <!doctype html>
        <html lang="{Encode(language.Split('-')[0])}">
        <head>
          <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Qliro Checkout (simulated)</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/checkout-ui/checkout.css">
        </head>
        <body>
          <main>
            <header><strong class="brand">Qliro</strong>
              <span class="tag">{Encode(FrameTexts.In(language).Simulated)}</span></header>
            {content}
          </main>
          <script src="/checkout-ui/checkout.js"></script>
        </body>
        </html>
        """;

    private static string Summary(QliroOrder order, FrameTexts texts)
    {
        var rows = string.Concat(order.AllLines.Select(line => $"""
            <tr><td>{Encode(line.Description ?? line.Reference)}</td><td class="number">{line.Quantity}</td><td
              class="number">{line.Total:0.00}</td></tr>
            """));
        return $"""
            <section aria-labelledby="lines"><h2 id="lines">{Encode(texts.YourOrder)}</h2>
            <table><thead><tr><th scope="col">{Encode(texts.Columns[0])}</th><th scope="col"
              class="number">{Encode(texts.Columns[1])}</th><th scope="col"
              class="number">{Encode(texts.Columns[2])}</th></tr></thead>
            <tbody data-testid="qliro-lines">{rows}</tbody>
            <tfoot><tr><th scope="row" colspan="2">{Encode(texts.ToPay)}</th>
            <td class="number"><span data-testid="qliro-total">{order.Total:0.00}</span> {Encode(order.Currency)}</td>
              </tr></tfoot></table></section>
            """;
    }

    private static string Receipt(QliroOrder order, FrameTexts texts) => $"""
        <section class="receipt" data-testid="qliro-receipt" data-status="{Encode(order.Status)}">
          <h2>{Encode(texts.Receipt[order.Status switch
    {
        CheckoutStatus.Completed => 0,
        CheckoutStatus.OnHold => 1,
        _ => 2,
    }])}</h2>
          <p>{Encode(texts.OrderNumber)}: <span data-testid="qliro-order-id">{order.Id}</span></p>
        </section>
        """;

    /// <summary>What the shopper has told already; null when nothing.</summary>
    public static string? Known(JsonObject? holder, string member) => Json.String(holder?[member]);
}
