using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// What Qliro's staff, or another program with the merchant's credentials, does to an order without telling the
/// adapter.
/// </summary>
internal static class StaffRequests
{
    public static Task Ship(Purchase purchase, params (string Reference, int Quantity, decimal Price)[] lines)
        => Send(purchase, "MarkItemsAsShipped", "Shipments", "Preauthorization", lines);

    /// <summary>Replaces what is reserved.</summary>
    public static Task Update(Purchase purchase, params (string Reference, int Quantity, decimal Price)[] lines)
        => Send(purchase, "UpdateItems", "Updates", "Preauthorization", lines);

    private static async Task Send(
        Purchase purchase, string operation, string list, string actsOn,
        (string Reference, int Quantity, decimal Price)[] lines)
    {
        using var http = new HttpClient(purchase.Shop.Qliro.CreateHandler());
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["RequestId"] = new Guid(purchase.Shop.Qliro.Log.Writes.Count, 7, 7, new byte[8]).ToString(),
            ["MerchantApiKey"] = "DEMO",
            ["OrderId"] = purchase.QliroOrderId,
            ["Currency"] = "SEK",
            [list] = new JsonArray(new JsonObject
            {
                ["PaymentTransactionId"] = (long)purchase.Transactions(actsOn)[^1]["PaymentTransactionId"]!,
                ["OrderItems"] = new JsonArray([.. lines.Select(Line)]),
            }),
        }.ToJsonString());
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        http.DefaultRequestHeaders.Authorization = new("Qliro", QliroToken.For(body, Masked.Of("demo-secret-0001")));
        var answer = await http.PostAsync(new Uri($"http://qliro.invalid/checkout/adminapi/v2/{operation}"), content);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
    }

    private static JsonObject Line((string Reference, int Quantity, decimal Price) line) => new()
    {
        ["MerchantReference"] = line.Reference,
        ["Description"] = line.Reference,
        ["Type"] = line.Price < 0m ? "Discount" : "Product",
        ["Quantity"] = line.Quantity,
        ["PricePerItemIncVat"] = line.Price,
        ["PricePerItemExVat"] = Money.Round(line.Price / 1.25m),
        ["VatRate"] = 25,
    };
}
