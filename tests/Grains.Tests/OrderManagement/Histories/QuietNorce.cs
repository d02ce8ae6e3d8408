using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// A Norce that keeps what is written, without hooks and rules, because histories are about Qliro's admin order.
/// </summary>
internal sealed class QuietNorce : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, JsonObject> orders = new();

    public void AddOrder(string orderId, string paymentId, long qliroOrderId) => orders[orderId] = new()
    {
        ["id"] = orderId,
        ["state"] = new JsonObject { ["currentStatus"] = "completed" },
        ["customer"] = new JsonObject(),
        ["payments"] = new JsonArray(new JsonObject
        {
            ["id"] = paymentId, ["adapterId"] = "qliro_checkout_adapter", ["type"] = "default", ["currency"] = "SEK",
            ["state"] = "reserved", ["reference"] = qliroOrderId.ToString(), ["actions"] = new JsonArray(),
        }),
    };

    public JsonNode Payment(string orderId) => orders[orderId]["payments"]![0]!;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // /api/v0/checkout/orders/{order}/...
        var path = request.RequestUri!.AbsolutePath.Split('/');
        var order = orders[path[5]];
        if (request.Method == HttpMethod.Get) return Answer(path[^1] == "transactions" ? new JsonArray() : order);
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        Write(order, path, body);
        return Answer(body);
    }

    private static void Write(JsonObject order, string[] path, JsonNode body)
    {
        var payments = (JsonArray)order["payments"]!;
        if (path[^1] == "actions") payments[0]!["actions"] = body.DeepClone();
        else if (path[^2] == "customer") order["customer"]![path[^1]] = body.DeepClone();
        else if (path[^2] == "payments") payments[0] = body.DeepClone();
    }

    private static HttpResponseMessage Answer(JsonNode body)
        => new(HttpStatusCode.OK)
        {
            Content = new StringContent(
            body.ToJsonString(), Encoding.UTF8, "application/json")
        };
}
