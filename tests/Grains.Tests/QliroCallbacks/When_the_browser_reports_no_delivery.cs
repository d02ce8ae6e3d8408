using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>What was chosen in Qliro's frame is what the shopper pays for, whether or not the page told us.</summary>
public sealed class When_the_browser_reports_no_delivery
{
    private static readonly ShippingChoice post = new("post", "Postombud", 59m, 47.20m);
    private static readonly ShippingChoice home = new("home", "Hem", 59m, 47.20m);
    private static readonly ShippingChoice free = new("free", "Butik", 0m, 0m) { SecondaryOption = "P2" };

    [Theory, Trait("norce", "56"), Trait("qliro", "72")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_bought_with_the_delivery_that_qliro_names(bool ownOptions)
    {
        await using var shop = await Shop.Open(ownOptions ? Offer : Integrated);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        var atValidate = (purchase.NorceAmount, Shipping(purchase)["total"]!["includingVat"]!.GetValue<decimal>());
        await shop.Qliro.FlushPushes();

        atValidate.ShouldBe((309m, 59m));
        ((string?)Shipping(purchase)["adapterId"]).ShouldBe("qliro_checkout_adapter");
        ((string?)Shipping(purchase)["reference"]).ShouldBe("post");
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((309m, 309m));
        (purchase.OrderStatus, purchase.NorceState).ShouldBe(("completed", "reserved"));
        purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull();
    }

    [Fact, Trait("norce", "57")]
    public async Task Should_follow_another_delivery_at_the_same_price()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(
            purchase.QliroOrderId, post with { SecondaryOption = "P1", PickupName = "Kiosken" }));
        ((string?)Shipping(purchase)["deliveryDetails"]!["pickupLocation"]!["reference"]).ShouldBe("P1");
        ((string?)Shipping(purchase)["deliveryDetails"]!["carrier"]).ShouldBe("PostNord");
        shop.Qliro.SelectShipping(purchase.QliroOrderId, home);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        var shipping = Shipping(purchase);
        ((string?)shipping["reference"]).ShouldBe("home");
        ((string?)shipping["name"]).ShouldBe("Hem");
        shipping["deliveryDetails"]!["pickupLocation"].ShouldBeNull();
        shipping["deliveryDetails"]!["carrier"].ShouldBeNull();
        ((string?)shipping["state"]).ShouldBe("confirmed");
        purchase.OrderStatus.ShouldBe("completed");
    }

    /// <summary>
    /// An update of Qliro's goods came between the button and the validation, and Norce, which did not get the hook's
    /// answer, kept its own. That a delivery is taken over does not hide it.
    /// </summary>
    [Fact, Trait("norce", "56")]
    public async Task Should_not_be_bought_with_goods_that_norce_does_not_have()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);
        shop.Callbacks.BeforeValidate = async () =>
        {
            shop.Callbacks.LosesNextAnswer = true;
            (await shop.Norce.ChangeCart(purchase.OrderId, cart => cart["items"]![0]!["quantity"] = 1))
                .IsSuccess.ShouldBeFalse();
        };

        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();

        await shop.Pass(TimeSpan.FromMinutes(2));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((309m, 309m, "completed"));
    }

    /// <summary>The page reported the choice, Qliro dropped it, and nobody answered Qliro's validation.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_lose_a_delivery_that_qliro_did_not_sell(bool readsNameDelivery)
    {
        await using var shop = await Shop.Open(Offer);
        shop.Qliro.Options.ReadsNameDelivery = readsNameDelivery;
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(purchase.QliroOrderId, home));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);
        await BuyUnasked(shop, purchase);

        ((string?)Shipping(purchase)["state"]).ShouldBe("removed");
        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((250m, 250m, "completed"));
    }

    [Theory, Trait("norce", "58"), Trait("qliro", "72")]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Should_keep_a_delivery_that_costs_nothing(bool hasLine, bool readsNameDelivery)
    {
        await using var shop = await Shop.Open(Offer);
        (shop.Qliro.Options.FreeShippingHasLine, shop.Qliro.Options.ReadsNameDelivery) = (hasLine, readsNameDelivery);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, free);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        HasFreeDelivery(purchase);
    }

    [Theory, Trait("norce", "58")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_a_delivery_that_only_the_push_brings(bool hasLine)
    {
        await using var shop = await Shop.Open(Offer);
        shop.Qliro.Options.FreeShippingHasLine = hasLine;
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, free);
        await BuyUnasked(shop, purchase);

        HasFreeDelivery(purchase);
    }

    [Fact, Trait("norce", "56")]
    public async Task Should_let_the_payment_cover_a_fee_that_only_the_push_brings()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);
        await BuyUnasked(shop, purchase);

        ((string?)Shipping(purchase)["reference"]).ShouldBe("post");
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((309m, 309m));
        purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull();
        purchase.OrderStatus.ShouldBe("completed");
        await shop.Pass(TimeSpan.FromMinutes(5));
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Captured.ShouldBe(309_00);
        purchase.NorceState.ShouldBe("captured");
    }

    [Fact]
    public async Task Should_let_the_payment_cover_the_fee_when_others_write_meanwhile()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);
        shop.Norce.Faults.On("POST", "/actions").Answer(
            409, """{"code":"order-conflict","message":"Others write."}""", times: 1);
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;

        // A collision is answered by a short pause.
        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));

        (purchase.NorceAmount, purchase.QliroTotal, purchase.OrderStatus).ShouldBe((309m, 309m, "completed"));
    }

    [Theory, Trait("norce", "59")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_confirm_the_delivery_with_the_order(bool ownOptions)
    {
        await using var shop = await Shop.Open(ownOptions ? Offer : Integrated);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(purchase.QliroOrderId, post));
        ((string?)Shipping(purchase)["state"]).ShouldBe("intent");

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        ((string?)Shipping(purchase)["state"]).ShouldBe("confirmed");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact, Trait("norce", "60")]
    public async Task Should_keep_the_vat_rate_that_qliro_states()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(
            purchase.QliroOrderId, new("post", "Postombud", 29.99m, 23.99m)));
        var reported = (decimal)Shipping(purchase)["vatRate"]!;

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        reported.ShouldBe(0.25m);
        ((decimal)Shipping(purchase)["vatRate"]!).ShouldBe(0.25m);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public async Task Should_decline_a_price_that_is_not_the_offered_one(int price)
    {
        await using var shop = await Shop.Open(Offer);
        shop.Qliro.Options.FreeShippingHasLine = false;
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post with { Price = price, PriceExVat = price });

        var bought = await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        bought.DeclineReason.ShouldBe("Other");
        ((JsonArray)purchase.NorceOrder["shippings"]!).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_extra_services_over_with_their_price()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, home with
        {
            Services = ["evening"],
            ServicesPrice = 20m,
            ServicesPriceExVat = 16m,
        });

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        var addon = ((JsonArray)Shipping(purchase)["addons"]!).ShouldHaveSingleItem()!;
        ((string?)addon["reference"], (decimal)addon["price"]!).ShouldBe(("evening", 20m));
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((329m, 329m));
    }

    [Fact]
    public async Task Should_leave_no_extra_service_of_another_delivery()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(purchase.QliroOrderId, home with
        {
            Services = ["evening"],
            ServicesPrice = 20m,
            ServicesPriceExVat = 16m,
        }));
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        (Shipping(purchase)["addons"] as JsonArray ?? []).ShouldBeEmpty();
        purchase.NorceAmount.ShouldBe(309m);
    }

    [Fact]
    public async Task Should_not_be_bought_when_the_delivery_has_gone_missing()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(purchase.QliroOrderId, post));
        shop.Qliro.SelectNoShipping(purchase.QliroOrderId);

        var bought = await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.SelectShipping(purchase.QliroOrderId, home);

        bought.DeclineReason.ShouldBe("Other");
        bought.DeclineMessage.ShouldBe("Välj ett leveranssätt och försök igen.");
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>
    /// The button was pressed before an update that Norce then took back. What the delivery costs says nothing about
    /// which goods Qliro holds by now, so Qliro is still asked.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Should_not_be_bought_with_a_delivery_while_qliro_may_hold_other_goods(int commitsLost)
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, post);
        shop.Callbacks.BeforeValidate = async () =>
        {
            shop.Mishaps.FailCommits(commitsLost);
            (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();
            shop.Mishaps.FailCommits(0);
            purchase.QliroTotal.ShouldBe(434m);
        };

        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_ask_norce_for_nothing_that_it_has()
    {
        await using var shop = await Shop.Open(Offer);
        var purchase = await shop.OpenCheckout();
        await Report(purchase, shop.Qliro.SelectShipping(purchase.QliroOrderId, post));
        await shop.DoDueWork();
        shop.Norce.Log.Clear();

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        shop.Norce.Log.Writes.ShouldNotContain(write => write.Path.Contains("/shippings"));
    }

    [Fact]
    public async Task Should_be_whole_when_the_process_dies_on_the_way()
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open(Offer);
            var purchase = await shop.OpenCheckout();
            shop.Qliro.SelectShipping(purchase.QliroOrderId, post);
            shop.Callbacks.AreSilent = true;
            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
            shop.Callbacks.AreSilent = false;
            shop.Mishaps.DieAt(step, true);
            try
            {
                await purchase.Grain.ReceivePush(new());
                step.ShouldBeGreaterThan(8);
                return;
            }
            catch (ProcessDiedException)
            {
                await shop.Restart();
            }

            await purchase.Grain.ReceivePush(new());
            await shop.Pass(TimeSpan.FromMinutes(2));

            (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((309m, "completed"), $"step {step}");
            ((string?)Shipping(purchase)["state"]).ShouldBe("confirmed", $"step {step}");
            purchase.NorcePayment["attributes"]?["qliroAmountMismatch"].ShouldBeNull($"step {step}");
        }
    }

    private static void HasFreeDelivery(Purchase purchase)
    {
        var shipping = Shipping(purchase);
        ((string?)shipping["reference"]).ShouldBe("free");
        ((string?)shipping["name"]).ShouldBe("Butik");
        ((decimal)shipping["total"]!["includingVat"]!).ShouldBe(0m);
        ((string?)shipping["deliveryDetails"]!["pickupLocation"]!["reference"]).ShouldBe("P2");
        ((string?)shipping["deliveryDetails"]!["pickupLocation"]!["name"]).ShouldBe("Butiken");
        (purchase.OrderStatus, purchase.NorceAmount).ShouldBe(("completed", 250m));
    }

    [Fact]
    public async Task Should_cover_the_delivery_though_the_purchase_was_captured_before_norce_had_it()
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("post", "Postombud", 49m, 39.20m));
        shop.Norce.Faults.On("POST", "/shippings").Answer(503, times: 1000);
        await BuyUnasked(shop, purchase);
        (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(10));

        (purchase.NorceState, purchase.NorceAmount, purchase.OrderStatus).ShouldBe(("captured", 299m, "completed"));
        ((string?)Shipping(purchase)["state"]).ShouldBe("confirmed");
    }

    /// <summary>Qliro takes a missing answer for an approval.</summary>
    private static async Task BuyUnasked(Shop shop, Purchase purchase)
    {
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
    }

    private static JsonObject Shipping(Purchase purchase)
        => (JsonObject)((JsonArray)purchase.NorceOrder["shippings"]!).ShouldHaveSingleItem()!;

    private static async Task Report(Purchase purchase, JsonObject chosen)
        => (await purchase.Grain.UpdateShippingOption(new()
        {
            Selected = System.Text.Json.JsonSerializer.Deserialize<QliroAdapter.Qliro.QliroShippingMethodChanged>(
                chosen, QliroAdapter.Qliro.QliroJson.Options)!,
        })).Error.ShouldBeNull();

    private static void Integrated(JsonObject document) => document["options"]!["useIntegratedShipping"] = true;

    private static void Offer(JsonObject document) => document["shippingOptions"] = JsonNode.Parse(
        """
        [{"reference":"post","displayName":"Postombud","price":59,"vatRate":25,"brand":"PostNord",
          "pickupPoints":[{"reference":"P1","displayName":"Kiosken"}]},
         {"reference":"home","displayName":"Hem","price":59,"vatRate":25,
          "additionalServices":[{"reference":"evening","displayName":"Kväll","price":20}]},
         {"reference":"free","displayName":"Butik","price":0,"vatRate":25,
          "pickupPoints":[{"reference":"P2","displayName":"Butiken","city":"Malmö"}]}]
        """);
}
