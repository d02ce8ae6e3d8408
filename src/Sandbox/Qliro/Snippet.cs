using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// The markup that a shop puts into its page: a place for the checkout, and a script that draws it there.
/// </summary>
internal sealed class Snippet(Func<string> baseUrl)
{
    // Has the form of Qliro's token: a JWT whose claims say when the session ends. The session itself takes the place
    // of the signature.
    private static string TokenOf(QliroOrder order)
    {
        var claims = Json.Text(new JsonObject
        {
            ["nbf"] = (order.SessionExpiresAt - QliroLedger.Session).ToUnixTimeSeconds(),
            ["exp"] = order.SessionExpiresAt.ToUnixTimeSeconds(),
        });
        return $"{Encoded("""{"alg":"HS256","typ":"JWT"}""")}.{Encoded(claims)}.{order.SessionToken}";
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public string Of(QliroOrder order)
    {
        var settings = new JsonObject
        {
            ["checkoutWebAppBaseUrl"] = baseUrl(),
            ["orderId"] = order.Id,
            ["country"] = order.Country,
            ["language"] = order.Text("Language"),
            ["authToken"] = TokenOf(order),
            ["customerCheckoutStatus"] = order.Status,
            ["merchantConfirmationUrl"] = order.Text("MerchantConfirmationUrl"),
            ["merchantTermsUrl"] = order.Text("MerchantTermsUrl"),
        };

        // A script element ends at the first "</", also within a text.
        var safe = Json.Text(settings).Replace("</", "<\\/", StringComparison.Ordinal);
        return $$"""
            <div id="qliro-checkout" data-testid="qliro-checkout"></div>
            <script>
            window.q1Settings = {{safe}};
            (function () {
              var loader = document.createElement('script');
              loader.src = window.q1Settings.checkoutWebAppBaseUrl + '/checkout-ui/q1.js';
              document.body.appendChild(loader);
            })();
            </script>
            """;
    }
}
