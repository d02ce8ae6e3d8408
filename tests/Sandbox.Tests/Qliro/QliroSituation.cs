using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests.Qliro;

/// <summary>A Qliro without network whose pushes wait for the test.</summary>
public abstract class QliroSituation : IAsyncLifetime
{
    private int requests;

    private protected FakeAdapter Adapter { get; } = new();

    private protected SimulatedTime Clock { get; } = new();

    protected QliroSimulator Qliro { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Qliro = await QliroSimulator.Start(new QliroSimulatorOptions
    {
        Listen = false, Clock = Clock, CallbackHandler = Adapter, PushesByThemselves = false,
        Outcomes = OutcomeTiming.OnCommand,
    });

    public async ValueTask DisposeAsync()
    {
        await Qliro.DisposeAsync();
        Adapter.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Three mugs of 125 and a discount of 50: 325.</summary>
    protected static JsonObject Create(params JsonObject[] lines) => new()
    {
        ["MerchantApiKey"] = "DEMO",
        ["MerchantReference"] = "N-7f3kq2",
        ["Currency"] = "SEK",
        ["Country"] = "SE",
        ["Language"] = "sv-se",
        ["MerchantTermsUrl"] = "https://shop.example/terms",
        ["MerchantConfirmationUrl"] = "https://shop.example/thanks",
        ["MerchantCheckoutStatusPushUrl"] = "http://adapter.example/push",
        ["MerchantOrderManagementStatusPushUrl"] = "http://adapter.example/status",
        ["OrderItems"] = lines.Length > 0 ? new JsonArray([.. lines])
            : new JsonArray(Mug(), Line("D1:SPRING", -50m, -40m, 1, "Discount")),
    };

    protected static JsonObject Mug(int quantity = 3) => Line("1:SKU-10", 125m, 100m, quantity);

    protected static JsonObject Line(string reference, decimal inc, decimal ex, int quantity = 1,
        string type = "Product") => new()
        {
            ["MerchantReference"] = reference, ["Description"] = reference, ["Type"] = type, ["Quantity"] = quantity,
            ["PricePerItemIncVat"] = inc, ["PricePerItemExVat"] = ex, ["VatRate"] = 25,
        };

    protected async Task<long> CreateOrder(params JsonObject[] lines)
    {
        var (status, body) = await Qliro.Merchant("POST", "/Orders", Create(lines));
        status.ShouldBe(201, body?.ToJsonString());
        return (long)body!["OrderId"]!;
    }

    protected async Task<(long OrderId, long Reservation)> Bought(params JsonObject[] lines)
    {
        var id = await CreateOrder(lines);
        var result = await Qliro.CompleteAsync(id);
        result.Accepted.ShouldBeTrue();
        return (id, result.PaymentTransactionId!.Value);
    }

    protected JsonObject Manage(long orderId, string? list = null, long transactionId = 0, params JsonObject[] lines)
    {
        var body = new JsonObject
        {
            ["RequestId"] = new Guid(++requests, 0, 0, new byte[8])
                .ToString(), ["MerchantApiKey"] = "DEMO", ["OrderId"] = orderId, ["Currency"] = "SEK",
        };
        if (list is not null)
            body[list] =
                new JsonArray(
                    new JsonObject
                    {
                        ["PaymentTransactionId"] = transactionId,
                        ["OrderItems"] = new JsonArray([.. lines])
                    });
        return body;
    }

    /// <summary>Ships these lines and lets the capture succeed.</summary>
    protected async Task<long> Captured(long orderId, long reservation, params JsonObject[] lines)
    {
        var (status, body) =
            await Qliro.Admin("POST", "/MarkItemsAsShipped", Manage(orderId, "Shipments", reservation, lines));
        status.ShouldBe(200, body?.ToJsonString());
        var id = (long)body!["PaymentTransactions"]![0]!["PaymentTransactionId"]!;
        Qliro.FinishTransaction(id);
        return id;
    }

    protected async Task ShouldRefuse(string code, string path, JsonObject body)
    {
        var (status, answer) = await Qliro.Admin("POST", path, body);
        status.ShouldBe(400, answer?.ToJsonString());
        ((string)answer!["ErrorCode"]!).ShouldBe(code);
    }
}
