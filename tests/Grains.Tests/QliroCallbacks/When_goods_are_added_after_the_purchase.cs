using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.Upselling;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_goods_are_added_after_the_purchase
{
    [Fact]
    public async Task Should_hold_the_order_accepted_until_the_window_closes()
    {
        await using var shop = await Open();

        var purchase = await shop.OpenCheckout();
        shop.Qliro.AllowUpsell(purchase.QliroOrderId, shop.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "accepted"));
        ((bool)purchase.NorcePayment["upsell"]!["eligible"]!).ShouldBeTrue();
        await shop.Pass(TimeSpan.FromSeconds(299));
        purchase.OrderStatus.ShouldBe("accepted");
        await shop.Pass(TimeSpan.FromSeconds(2), steps: 2);
        purchase.OrderStatus.ShouldBe("completed");
        ((bool)purchase.NorcePayment["upsell"]!["eligible"]!).ShouldBeFalse();
        purchase.Actions.ShouldBe(["capture", "cancel"]);
    }

    [Fact]
    public async Task Should_complete_at_once_without_the_setting()
    {
        await using var shop = await Shop.Open();

        (await shop.Buy()).OrderStatus.ShouldBe("completed");
    }

    [Theory]
    [Trait("qliro", "31")]
    [InlineData("Success", false)]
    [InlineData("Completed", false)]
    [InlineData("Success", true)]
    public async Task Should_cover_what_was_added(string status, bool replaces)
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();

        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m, replaces: replaces, status: status);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        purchase.NorceAmount.ShouldBe(350m);
        States(purchase).ShouldBe(["completed"]);
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "accepted"));
        (await purchase.Stored()).Ledger.Reserved.ShouldBe(350m);
        await shop.Pass(TimeSpan.FromSeconds(301));
        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        // One capture for each reservation, one after the other.
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 35000));
    }

    [Fact]
    public async Task Should_be_approved_while_the_window_is_open()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Norce.Log.Clear();

        (await purchase.Grain.Validate(new() { Order = Attempt(purchase) })).Value!.IsApproved.ShouldBeTrue();

        shop.Norce.Log.Writes.ShouldBeEmpty();
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "accepted"));
        await shop.Pass(TimeSpan.FromSeconds(301));
        var late = await purchase.Grain.Validate(new() { Order = Attempt(purchase) });
        (late.Value!.IsApproved, late.Value.DeclineReason).ShouldBe((false, "Other"));
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
    }

    [Fact]
    [Trait("qliro", "31")]
    public async Task Should_change_nothing_else_when_it_fails()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();

        shop.Qliro.FailUpsell(purchase.QliroOrderId);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        (purchase.NorceAmount, purchase.NorceState, purchase.OrderStatus).ShouldBe((250m, "reserved", "accepted"));
        States(purchase).ShouldBe(["failed"]);
    }

    [Fact]
    public async Task Should_take_one_push_for_twenty()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        var push = shop.Qliro.Pushes[^1];

        for (var repeat = 0; repeat < 20; repeat++) shop.Qliro.SendPush(push.Url, JsonNode.Parse(push.Body)!);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        purchase.NorceAmount.ShouldBe(350m);
        States(purchase).ShouldBe(["completed"]);
        shop.Qliro.Pushes.ShouldAllBe(one => one.Received);
    }

    [Fact]
    public async Task Should_apply_a_push_that_comes_after_the_window()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        await shop.Pass(TimeSpan.FromSeconds(301));

        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
    }

    [Fact]
    public async Task Should_find_goods_whose_push_was_lost_when_the_window_closes()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);

        await shop.Pass(TimeSpan.FromSeconds(301));

        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        (purchase.NorceAmount, States(purchase).Count).ShouldBe((350m, 1));
    }

    /// <summary>Approved before the end, whoever ends it, and added by Qliro after it; the push is lost.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_find_goods_that_were_approved_just_before_the_window_closed(bool closedByNorce)
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        await shop.Pass(TimeSpan.FromSeconds(299));
        (await purchase.Grain.Validate(new() { Order = Attempt(purchase) })).Value!.IsApproved.ShouldBeTrue();
        if (closedByNorce) await shop.FinishOutbox(purchase.Grain.CompleteUpsell(
            NorceCallbacks.When_norce_ends_the_upsell_window.Message(purchase)));
        else await shop.Pass(TimeSpan.FromSeconds(2));
        (await purchase.Stored()).Upsell!.IsOpen.ShouldBeFalse();

        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await shop.Pass(TimeSpan.FromMinutes(2));

        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
        States(purchase).ShouldBe(["completed"]);
        (await purchase.Stored()).Upsell!.NeedsReconciliation.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_believe_a_push_that_the_admin_order_does_not_confirm()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        var url = (string)shop.Qliro.Request(purchase.QliroOrderId)["MerchantCheckoutStatusPushUrl"]!;
        shop.Qliro.SendPush(url, JsonNode.Parse(
            $$"""{"OrderId":{{purchase.QliroOrderId}},"Status":"Success","NotificationType":"UpsellStatus","PaymentTransactionId":77}""")!);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());

        await shop.Pass(TimeSpan.FromMinutes(20), steps: 100);

        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((250m, "completed"));
        States(purchase).ShouldBe(["failed"]);
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_complete_after_a_crash_within_the_window()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();

        await shop.Restart();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        await shop.Restart();
        purchase.OrderStatus.ShouldBe("accepted");
        await shop.Pass(TimeSpan.FromSeconds(301));

        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_cover_it_once_wherever_the_process_dies(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Open();
            var purchase = await shop.Buy();
            shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
            shop.Mishaps.DieAt(step, done);
            await shop.FinishOutbox(shop.Qliro.FlushPushes());
            var hasStruck = shop.Mishaps.HasStruck;
            await shop.Restart();
            await shop.Pass(TimeSpan.FromSeconds(301));

            (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"), $"step {step}");
            States(purchase).ShouldBe(["completed"], $"step {step}");
            if (!hasStruck) return;
        }
    }

    [Theory]
    [InlineData("GET", "/checkout/adminapi")]
    [InlineData("GET", "/checkout/merchantapi")]
    public async Task Should_catch_up_when_qliro_was_unavailable_at_the_push(string method, string path)
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        shop.Qliro.Faults.On(method, path).Answer(503, times: 20);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        shop.Qliro.Faults.Clear();

        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceAmount.ShouldBe(350m);
    }

    [Fact]
    public async Task Should_end_a_wait_for_a_qliro_that_is_down()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("GET", "/checkout/adminapi").Answer(503, times: int.MaxValue);

        await shop.Pass(TimeSpan.FromSeconds(400));
        purchase.OrderStatus.ShouldBe("accepted");
        await shop.Pass(TimeSpan.FromMinutes(25), steps: 50);

        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_find_goods_nobody_told_of_when_qliro_is_back_after_the_end()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        shop.Qliro.Faults.On("GET", "/checkout/adminapi").Answer(503, times: int.MaxValue);
        await shop.Pass(TimeSpan.FromMinutes(25), steps: 50);
        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((250m, "completed"));
        shop.Qliro.Faults.Clear();

        await shop.Pass(TimeSpan.FromMinutes(10));

        (purchase.NorceAmount, (await purchase.Stored()).Upsell!.NeedsReconciliation).ShouldBe((350m, false));
        States(purchase).ShouldBe(["completed"]);
    }

    internal static Task<Shop> Open() => Shop.Open(document => document["options"]!["useUpsell"] = true);

    private static IReadOnlyList<string> States(Purchase purchase)
        => [.. ((JsonArray?)purchase.NorcePayment["upsell"]?["transactions"] ?? [])
            .Select(one => (string)one!["state"]!)];

    private static QliroOrder Attempt(Purchase purchase) => new()
    {
        OrderId = QliroOrderId.Of(purchase.QliroOrderId),
        Currency = "SEK",
        UpsellId = "up-1",
        OrderItems =
            [new() { MerchantReference = "EXTRA", Quantity = 1, PricePerItemIncVat = 100m, UpsellId = "up-1" }],
    };
}
