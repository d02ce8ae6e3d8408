using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// How the shop answers: pages in a common frame, partners' answers passed on, files from the program.
/// </summary>
internal static class ShopAnswers
{
    public static IResult Page(string title, string content, string script = "") => Results.Content($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{Encode(title)} – Demo shop</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/shop.css">
        </head>
        <body>
          <header class="top"><a href="/" class="brand">Demo shop</a>
            <nav aria-label="Main"><a href="/">Shop</a> <a href="/backoffice"
              data-testid="nav-backoffice">Back office</a></nav></header>
          <main>
            <h1>{Encode(title)}</h1>
            {content}
          </main>
          {script}
        </body>
        </html>
        """, "text/html; charset=utf-8");

    public static IResult Missing(string what) => Page("Not found",
        $"""<p data-testid="missing">There is no {Encode(what)}.</p>""");

    /// <summary>Passes on a partner's answer unchanged.</summary>
    public static async Task Pass(HttpContext context, WireAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType is not null) context.Response.ContentType = answer.ContentType;
        if (answer.Status == 204) return;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    public static IResult File(string name, string contentType)
    {
        var stream = typeof(ShopAnswers).Assembly.GetManifestResourceStream("Shop/" + name);
        return stream is null ? Results.NotFound() : Results.Stream(stream, contentType);
    }

    /// <summary>A member of a document as text of a page; empty when it is absent.</summary>
    public static string Text(JsonNode? value) => Encode(Json.Scalar(value));

    public static string Money(JsonNode? amount) => (Json.Number(amount) ?? 0m).ToString("0.00", null);

    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static async Task<string> Body(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync();
    }
}
