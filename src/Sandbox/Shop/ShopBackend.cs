using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// The shop's server side: calls Norce as the platform does, and the adapter with the token a browser must not hold.
/// </summary>
internal sealed class ShopBackend(DemoShopOptions options) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public string Merchant => options.Merchant;

    public string Channel => options.Channel;

    /// <summary>An operation of the Order API; the path continues after <c>/orders</c>.</summary>
    public Task<WireAnswer> Norce(HttpMethod method, string path, JsonNode? body = null,
        string adapterId = NorceSimulatorOptions.PlatformAdapterId) =>
        Send(method, $"{options.OrderApiUrl}/api/v0/checkout/orders{path}", options.NorceToken, body is null ? null
            : Json.Text(body), adapterId);

    /// <summary>The order, or null when there is none.</summary>
    public async Task<JsonObject?> Order(string orderId)
    {
        var answer = await Norce(HttpMethod.Get, "/" + Uri.EscapeDataString(orderId));
        return answer.IsSuccess ? answer.Json as JsonObject : null;
    }

    /// <summary>A call of the storefront to the adapter.</summary>
    public Task<WireAnswer> Adapter(HttpMethod method, string path, string? body = null) =>
        Send(method, options.AdapterUrl + path, options.AdapterToken, body, null);

    /// <summary>A browser event of the checkout page, forwarded with merchant and channel in the query.</summary>
    public Task<WireAnswer> BrowserEvent(string orderId, string paymentId, string name, string? body) =>
        Adapter(HttpMethod.Post,
            $"/api/checkout/v1/callback/orders/{Escape(orderId)}/payments/{Escape(paymentId)}/{name}"
            + $"?merchant={Escape(Merchant)}&channel={Escape(Channel)}&orderId={Escape(orderId)}", body);

    public void Dispose() => client.Dispose();

    private static string Escape(string part) => Uri.EscapeDataString(part);

    private async Task<WireAnswer> Send(HttpMethod method, string url, string token, string? body, string? adapterId)
    {
        using var request = new HttpRequestMessage(method, new Uri(url));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-merchant", Merchant);
        request.Headers.Add("x-channel", Channel);
        if (adapterId is not null) request.Headers.Add("x-adapterid", adapterId);
        if (!string.IsNullOrEmpty(body)) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await client.SendAsync(request);
            return new WireAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(),
                answer.Content.Headers.ContentType?.ToString());
        }
        catch (HttpRequestException failure)
        {
            return WireAnswer.Of(502, new JsonObject { ["code"] = "unreachable", ["message"] = failure.Message });
        }
    }
}
