using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QliroAdapter.Bench.Baseline.Norce;

namespace QliroAdapter.Bench.Baseline.Qliro;

/// <summary>The calls to Qliro; a refusal is an exception. Every body is signed.</summary>
public sealed class QliroClient(HttpMessageInvoker network)
{
    private const string Orders = "/checkout/merchantapi/Orders";
    private const string Admin = "/checkout/adminapi/v2/";
    private static readonly MediaTypeHeaderValue json = new("application/json");

    public async Task<long> Create(ChannelApi api, CreateQliroOrder order) => Read(
        await Send(api, HttpMethod.Post, Orders, Bytes(order, QliroJson.Default.CreateQliroOrder)),
        QliroJson.Default.QliroCreated).OrderId;

    public async Task<QliroOrder> Get(ChannelApi api, long order)
        => Read(await Send(api, HttpMethod.Get, $"{Orders}/{order}", []), QliroJson.Default.QliroOrder);

    public Task Update(ChannelApi api, long order, UpdateQliroOrder update) => Send(
        api, HttpMethod.Put, $"{Orders}/{order}", Bytes(update, QliroJson.Default.UpdateQliroOrder));

    public async Task<AdminOrder> GetAdmin(ChannelApi api, long order)
        => Read(await Send(api, HttpMethod.Get, $"{Admin}orders/{order}", []), QliroJson.Default.AdminOrder);

    public async Task<Shipped> Ship(ChannelApi api, ShipItems items) => Read(
        await Send(api, HttpMethod.Post, Admin + "MarkItemsAsShipped", Bytes(items, QliroJson.Default.ShipItems)),
        QliroJson.Default.Shipped);

    private static byte[] Bytes<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(body, type)!;

    private async Task<byte[]> Send(ChannelApi api, HttpMethod method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(method, api.ApiUrl + path);
        request.Headers.TryAddWithoutValidation("Authorization", "Qliro " + Signature(body, api.MerchantApiSecret));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = json;
        }

        using var answer = await network.SendAsync(request, CancellationToken.None);
        var read = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"Qliro: {method} {path} {answer.StatusCode}", null, answer.StatusCode);
        return read;
    }

    private static string Signature(byte[] body, string secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(secret));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
