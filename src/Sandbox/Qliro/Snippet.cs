using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The block a shop puts into its page: a place for the checkout and a script that draws it there.</summary>
internal sealed class Snippet(Func<string> baseUrl)
{
    public string Of(QliroOrder order)
    {
        var settings = new JsonObject
        {
            ["checkoutWebAppBaseUrl"] = baseUrl(),
            ["orderId"] = order.Id,
            ["country"] = order.Country,
            ["language"] = order.Text("Language"),
            ["authToken"] = order.SessionToken,
            ["customerCheckoutStatus"] = order.Status,
            ["merchantConfirmationUrl"] = order.Text("MerchantConfirmationUrl"),
            ["merchantTermsUrl"] = order.Text("MerchantTermsUrl"),
        };

        // A script element ends at the first "</", wherever it stands.
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
