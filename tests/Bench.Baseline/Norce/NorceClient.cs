using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QliroAdapter.Bench.Baseline.Norce;

/// <summary>The calls to Norce's Order API; a refusal is an exception.</summary>
public sealed class NorceClient(HttpMessageInvoker network, IConfiguration settings)
{
    public const string AdapterId = "qliro_checkout_adapter";

    private static readonly MediaTypeHeaderValue json = new("application/json");

    private readonly string orders = settings["Norce:OrderApiUrl"] + "/api/v0/checkout/orders/";
    private readonly string configurations = settings["Norce:ConfigurationApiUrl"] + "/api/v1/configuration/merchants/";
    private readonly string bearer = "Bearer " + settings["Norce:Token"];
    private volatile ChannelDocument? channel;

    /// <summary>Read once: the channel's document hardly ever changes.</summary>
    public async ValueTask<ChannelDocument> Channel(Shop shop) => channel ??= Read(await Send(
        HttpMethod.Get, $"{configurations}{shop.Merchant}/channels/{shop.Channel}/configurations/{AdapterId}", shop,
        null), NorceJson.Default.ChannelDocument);

    public async Task<NorceOrder> GetOrder(Shop shop, string order)
        => Read(await Send(HttpMethod.Get, orders + order, shop, null), NorceJson.Default.NorceOrder);

    public async Task<string> AddPayment(Shop shop, string order, NorcePayment payment)
        => Read(await Send(HttpMethod.Post, $"{orders}{order}/payments", shop, payment, NorceJson.Default.NorcePayment),
            NorceJson.Default.NorceCreated).Id;

    public Task PutPayment(Shop shop, string order, NorcePayment payment) => Send(
        HttpMethod.Put, $"{orders}{order}/payments/{payment.Id}", shop, payment, NorceJson.Default.NorcePayment);

    public Task AddHook(Shop shop, string order, NorceHook hook)
        => Send(HttpMethod.Post, $"{orders}{order}/hooks", shop, hook, NorceJson.Default.NorceHook);

    public Task AddActions(Shop shop, string order, string payment, NorceAction[] actions) => Send(
        HttpMethod.Post, $"{orders}{order}/payments/{payment}/actions", shop, actions,
        NorceJson.Default.NorceActionArray);

    public Task AddTransaction(Shop shop, string order, string payment, NorceTransaction entry) => Send(
        HttpMethod.Post, $"{orders}{order}/payments/{payment}/transactions", shop, entry,
        NorceJson.Default.NorceTransaction);

    public Task PutBilling(Shop shop, string order, NorceAddress address) => Send(
        HttpMethod.Put, $"{orders}{order}/customer/billing", shop, address, NorceJson.Default.NorceAddress);

    public Task PutShipping(Shop shop, string order, NorceAddress address) => Send(
        HttpMethod.Put, $"{orders}{order}/customer/shipping", shop, address, NorceJson.Default.NorceAddress);

    public Task Validate(Shop shop, string order) => Send(HttpMethod.Post, $"{orders}{order}/validate", shop, null);

    public Task PutState(Shop shop, string order, string status) => Send(
        HttpMethod.Put, $"{orders}{order}/state", shop, new(status), NorceJson.Default.NorceState);

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(body, type)!;

    private Task<byte[]> Send<T>(HttpMethod method, string url, Shop shop, T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = json;
        return Send(method, url, shop, content);
    }

    private async Task<byte[]> Send(HttpMethod method, string url, Shop shop, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", bearer);
        request.Headers.TryAddWithoutValidation("x-merchant", shop.Merchant);
        request.Headers.TryAddWithoutValidation("x-channel", shop.Channel);
        request.Headers.TryAddWithoutValidation("x-adapterid", AdapterId);
        using var answer = await network.SendAsync(request, CancellationToken.None);
        var read = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"Norce: {method} {url} {answer.StatusCode}", null, answer.StatusCode);
        return read;
    }
}
