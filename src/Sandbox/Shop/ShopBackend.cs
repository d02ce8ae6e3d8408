using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// The shop's server side: calls Norce as the platform does, and the adapter with the token that a browser must not
/// hold. Orders whose delivery is chosen in Qliro's frame are in a channel of their own.
/// </summary>
internal sealed class ShopBackend : IDisposable
{
    private readonly DemoShopOptions options;
    private readonly SocketsHttpHandler network = new() { UseProxy = false, AllowAutoRedirect = false };
    private readonly HttpClient norce;
    private readonly IAdapterClient adapter;
    private readonly IAdapterClient adapterOfDeliveries;
    private readonly ConcurrentDictionary<string, bool> withDeliveries = new(StringComparer.Ordinal);

    public ShopBackend(DemoShopOptions options)
    {
        this.options = options;
        norce = new(network);
        adapter = AdapterOf(options.Channel);
        adapterOfDeliveries = AdapterOf(options.DeliveryChannel);
    }

    public string Merchant => options.Merchant;

    /// <summary>The channel that an order is in.</summary>
    public string ChannelOf(string orderId)
        => withDeliveries.ContainsKey(orderId) ? options.DeliveryChannel : options.Channel;

    /// <summary>An operation on an order; the path is what follows <c>/orders/{order_id}</c>.</summary>
    public Task<WireAnswer> Norce(string orderId, HttpMethod method, string path = "", JsonNode? body = null,
        string adapterId = NorceSimulatorOptions.PlatformAdapterId) =>
        Send(ChannelOf(orderId), method, $"/{Uri.EscapeDataString(orderId)}{path}", body, adapterId);

    /// <summary>Makes an order; its id is in the answer.</summary>
    public async Task<WireAnswer> AddOrder(JsonObject order, bool choosesDelivery)
    {
        var channel = choosesDelivery ? options.DeliveryChannel : options.Channel;
        var answer = await Send(channel, HttpMethod.Post, "", order);
        if (choosesDelivery && Json.String(answer.Json?["id"]) is { } id) withDeliveries[id] = true;
        return answer;
    }

    /// <summary>All orders of the shop, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> Orders()
    {
        var all = new List<JsonObject>();
        foreach (var channel in new[] { options.Channel, options.DeliveryChannel })
        {
            var answer = await Send(channel, HttpMethod.Get, "?limit=100");
            all.AddRange(Json.Objects((answer.Json as JsonObject)?["data"]));
        }

        return [.. all.OrderBy(order => Json.String(order["created"]), StringComparer.Ordinal)];
    }

    /// <summary>The order, or null when there is none.</summary>
    public async Task<JsonObject?> Order(string orderId)
    {
        var answer = await Norce(orderId, HttpMethod.Get);
        return answer.IsSuccess ? answer.Json as JsonObject : null;
    }

    /// <summary>A call of the storefront to the adapter; a refusal is passed on unchanged.</summary>
    public async Task<WireAnswer> Adapter(string orderId, Func<IAdapterClient, Task> call)
    {
        try
        {
            await call(withDeliveries.ContainsKey(orderId) ? adapterOfDeliveries : adapter);
            return WireAnswer.Empty(200);
        }
        catch (AdapterException failure)
        {
            return failure.StatusCode is { } status
                ? new WireAnswer((int)status, Encoding.UTF8.GetBytes(failure.Content), failure.ContentType)
                : Unreachable(failure);
        }
    }

    /// <summary>The same for a call whose answer is Qliro's checkout.</summary>
    public async Task<WireAnswer> Checkout(string orderId, Func<IAdapterClient, Task<CheckoutOrder>> call)
    {
        CheckoutOrder? checkout = null;
        var answer = await Adapter(orderId, async client => checkout = await call(client));
        return checkout is null ? answer : WireAnswer.Of(200, new JsonObject
        {
            ["paymentId"] = checkout.PaymentId, ["htmlSnippet"] = checkout.HtmlSnippet,
        });
    }

    public void Dispose() => norce.Dispose();

    private IAdapterClient AdapterOf(string channel) => AdapterClients.Create(
        new()
        {
            BaseUrl = new(options.AdapterUrl), AccessToken = options.AdapterToken, Merchant = options.Merchant,
            Channel = channel, AttemptsMax = 1, // The page itself repeats what failed.
        },
        network);

    private async Task<WireAnswer> Send(string channel, HttpMethod method, string path, JsonNode? body = null,
        string adapterId = NorceSimulatorOptions.PlatformAdapterId)
    {
        var url = new Uri($"{options.OrderApiUrl}/api/v0/checkout/orders{path}");
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.NorceToken);
        request.Headers.Add("x-merchant", Merchant);
        request.Headers.Add("x-channel", channel);
        request.Headers.Add("x-adapterid", adapterId);
        if (body is not null) request.Content = new StringContent(Json.Text(body), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await norce.SendAsync(request);
            return new WireAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(),
                answer.Content.Headers.ContentType?.ToString());
        }
        catch (HttpRequestException failure)
        {
            return Unreachable(failure);
        }
    }

    private static WireAnswer Unreachable(Exception failure)
        => WireAnswer.Of(502, new JsonObject { ["code"] = "unreachable", ["message"] = failure.Message });
}
