using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>Its retention is over, and its grain is in memory.</summary>
public sealed class When_an_old_payment_is_deleted
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_be_whole_again_when_it_is_asked_for(bool isOnPostgres)
    {
        await using var sandbox = await SandboxHost.Start(await Options(isOnPostgres));
        using var shop = sandbox.CreateClient();
        var captured = await Bought(sandbox, shop);
        var pushed = await Bought(sandbox, shop);
        await Delete(sandbox, captured, pushed);

        using var capture = await shop.PostAsync(
            new Uri($"/api/order/v1/orders/{captured.OrderId}/payments/{captured.PaymentId}/capture", UriKind.Relative),
            null);
        capture.IsSuccessStatusCode.ShouldBeTrue(await capture.Content.ReadAsStringAsync());
        var push = (string)sandbox.Qliro.Request(QliroOrderOf(sandbox, pushed))["MerchantCheckoutStatusPushUrl"]!;
        var (status, _) = await Adapter.CallBare(push, new JsonObject
        {
            ["OrderId"] = QliroOrderOf(sandbox, pushed), ["Status"] = "Completed", ["NotificationType"] = "CustomerCheckoutStatus",
        }.ToJsonString());
        status.ShouldBe(200);

        await Adapter.Until(() => (string)sandbox.Norce.Payment(captured.OrderId, captured.PaymentId)["state"]! == "captured");
        foreach (var key in (PaymentKey[])[captured, pushed])
        {
            (await Stored(sandbox, key)).ShouldNotBeNull();
            var rows = await sandbox.Adapter.Services.GetRequiredService<IPaymentStore>()
                .History(key.ToString(), CancellationToken.None);
            rows.Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, rows.Count).Select(number => (long)number));
        }
        await ShouldVerify(sandbox);
    }

    private static async Task<SandboxOptions> Options(bool isOnPostgres)
    {
        var options = new SandboxOptions
        {
            WithShop = false,
            AdapterSettings =
            {
                ["Retry:FirstSeconds"] = "0.1",
                ["Retry:LongestSeconds"] = "0.5",
                ["Adapter:DataKeys:0"] = NewKey(),
                ["Adapter:TimelineKeys:0"] = NewKey(),
            },
        };
        if (isOnPostgres)
        {
            options.AdapterSettings["Storage:Postgres:ConnectionString"] =
                await (await PostgresServer.Shared).CreateDatabase();
        }
        return options;
    }

    private static async Task<PaymentKey> Bought(SandboxHost sandbox, HttpClient shop)
    {
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await shop.PostAsync(new Uri($"/api/checkout/v1/orders/{order}/payments", UriKind.Relative), null))
            .EnsureSuccessStatusCode();
        var key = PaymentKey.Of(
            sandbox.Merchant, sandbox.Channel, order, (string)sandbox.Norce.LivePayment(order)!["id"]!);
        (await sandbox.Qliro.CompleteAsync(QliroOrderOf(sandbox, key))).Accepted.ShouldBeTrue();
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
        return key;
    }

    /// <summary>As soon as nothing waits for them, and all that is due for their orders is done.</summary>
    private static async Task Delete(SandboxHost sandbox, params PaymentKey[] keys)
    {
        var (sqlite, postgres) = StoredText.Place(sandbox);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            await new Retention(new Later(), _ => { }).Run(
                sqlite, postgres, keepDays: 400, isDryRun: false, CancellationToken.None);
            var left = 0;
            foreach (var key in keys)
            {
                if (await Stored(sandbox, key) is not null) left++;
                if (await Stored(sandbox, key.Order) is not null) left++;
            }
            if (left == 0) return;
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static Task<StoredPayment?> Stored(SandboxHost sandbox, object key)
        => sandbox.Adapter.Services.GetRequiredService<IPaymentStore>().Load(key.ToString()!, CancellationToken.None);

    private static long QliroOrderOf(SandboxHost sandbox, PaymentKey key) => long.Parse(
        (string)sandbox.Norce.Payment(key.OrderId, key.PaymentId)["reference"]!, CultureInfo.InvariantCulture);

    private static async Task ShouldVerify(SandboxHost sandbox)
    {
        var (sqlite, postgres) = StoredText.Place(sandbox);
        var lines = new List<string>();
        var result = await new Verification(
            sandbox.Adapter.Services.GetRequiredService<TimelineKeys>(), TimeProvider.System, lines.Add).Run(
            sqlite, postgres, new(null, null), CancellationToken.None);
        (result.All, result.Changed, result.Before).ShouldBe((2, 0, 0), string.Join('\n', lines));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(500);
    }
}
