using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// The shop's server side: calls Norce as the platform does, and the adapter with the token that a browser must not
/// hold.
/// </summary>
internal sealed class ShopBackend : IDisposable
{
    private readonly DemoShopOptions options;
    private readonly SocketsHttpHandler network = new() { UseProxy = false, AllowAutoRedirect = false };
    private readonly HttpClient norce;
    private readonly IAdapterClient adapter;

    public ShopBackend(DemoShopOptions options)
    {
        this.options = options;
        norce = new(network);
        adapter = AdapterClients.Create(
            new()
            {
                BaseUrl = new(options.AdapterUrl), AccessToken = options.AdapterToken, Merchant = options.Merchant,
                Channel = options.Channel, AttemptsMax = 1, // The page itself repeats what failed.
            },
            network);
    }

    public string Merchant => options.Merchant;

    public string Channel => options.Channel;

    /// <summary>An operation of the Order API; the path is what follows <c>/orders</c>.</summary>
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

    /// <summary>A call of the storefront to the adapter; a refusal is passed on unchanged.</summary>
    public async Task<WireAnswer> Adapter(Func<IAdapterClient, Task> call)
    {
        try
        {
            await call(adapter);
            return WireAnswer.Empty(200);
        }
        catch (AdapterException failure)
        {
            return failure.StatusCode is { } status
                ? new WireAnswer((int)status, Encoding.UTF8.GetBytes(failure.Content), failure.ContentType)
                : WireAnswer.Of(502, new JsonObject { ["code"] = "unreachable", ["message"] = failure.Message });
        }
    }

    /// <summary>The same for a call whose answer is Qliro's checkout.</summary>
    public async Task<WireAnswer> Checkout(Func<IAdapterClient, Task<CheckoutOrder>> call)
    {
        CheckoutOrder? checkout = null;
        var answer = await Adapter(async client => checkout = await call(client));
        return checkout is null ? answer : WireAnswer.Of(200, new JsonObject
        {
            ["paymentId"] = checkout.PaymentId, ["htmlSnippet"] = checkout.HtmlSnippet,
        });
    }

    public void Dispose() => norce.Dispose();

    private async Task<WireAnswer> Send(HttpMethod method, string url, string token, string? body, string adapterId)
    {
        using var request = new HttpRequestMessage(method, new Uri(url));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-merchant", Merchant);
        request.Headers.Add("x-channel", Channel);
        request.Headers.Add("x-adapterid", adapterId);
        if (!string.IsNullOrEmpty(body)) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await norce.SendAsync(request);
            return new WireAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(),
                answer.Content.Headers.ContentType?.ToString());
        }
        catch (HttpRequestException failure)
        {
            return WireAnswer.Of(502, new JsonObject { ["code"] = "unreachable", ["message"] = failure.Message });
        }
    }
}
