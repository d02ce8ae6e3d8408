namespace QliroAdapter.Ops;

/// <summary>The frame around every ops page.</summary>
internal sealed class Page(HttpRequest request)
{
    private readonly string root = $"{request.PathBase}/ops";

    public string Root => root;

    /// <summary>The address of one payment's history.</summary>
    public string PaymentUrl(string key) => $"{root}/payment?key={Uri.EscapeDataString(key)}";

    /// <summary>The address where an action on one payment is described, or done.</summary>
    public string RepairUrl(string what, string key) => $"{root}/payment/{what}?key={Uri.EscapeDataString(key)}";

    /// <summary>The address of the list of an order's payments, or of those in a state.</summary>
    public string SearchUrl(string name, string value) => $"{root}?{name}={Uri.EscapeDataString(value)}";

    public IResult Result(string title, Html body, int status = StatusCodes.Status200OK, bool isKnown = true)
        => TypedResults.Text(Framed(title, body, isKnown).ToString(), "text/html; charset=utf-8", statusCode: status);

    private Html Framed(string title, Html body, bool isKnown) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{title} - Qliro adapter</title>
        <link rel="stylesheet" href="{root}/ops.css">
        </head>
        <body>
        <a class="skip" href="#content">Skip to content</a>
        <header>
        <a class="home" href="{root}">Qliro adapter</a>
        {(isKnown ? LogOut() : Html.Nothing)}
        </header>
        <main id="content">
        <h1>{title}</h1>
        {body}
        </main>
        </body>
        </html>
        """);

    private Html LogOut() => Html.Of($"""
        <form method="post" action="{root}/logout"><button class="quiet" data-testid="log-out">Log out</button></form>
        """);
}
