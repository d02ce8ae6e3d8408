using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

public sealed class When_the_cart_changes
{
    [Fact, Trait("norce", "15"), Trait("qliro", "16")]
    public async Task Should_bring_qliro_and_the_amount_in_step_without_writing_to_norce()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();

        purchase.NorceAmount.ShouldBe(375m);
        purchase.QliroTotal.ShouldBe(375m);
        shop.Norce.Log.Writes.ShouldBeEmpty();
        shop.Qliro.Log.Of("PUT", "/Orders/").ShouldHaveSingleItem().Body.ShouldContain("MerchantUpdateVersion");
    }

    [Fact]
    public async Task Should_mend_lines_that_qliro_took_and_norce_threw_away()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        const int commitAfterTheUpdate = 2;
        shop.Mishaps.DieAt(commitAfterTheUpdate, done: false);
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();
        (purchase.QliroTotal, purchase.NorceAmount).ShouldBe((375m, 250m));
        await shop.Restart();

        await shop.Pass(TimeSpan.FromMinutes(40));

        (purchase.QliroTotal, purchase.NorceAmount).ShouldBe((250m, 250m));
    }

    [Fact, Trait("norce", "16")]
    public async Task Should_patch_the_payment_where_it_stands()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        await shop.Norce.AddVoucher(orderId, 100m);
        var created = await shop.Create(orderId);

        await shop.Norce.ChangeQuantity(orderId, 0, 3);

        shop.Norce.HookCalls[^1].Answer.ShouldContain("/payments/1/amount");
        new Purchase(shop, orderId, created.Value!.PaymentId).NorceAmount.ShouldBe(275m);
    }

    [Fact, Trait("norce", "17")]
    public async Task Should_not_be_asked_about_our_own_changes()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var calls = shop.Norce.HookCalls.Count;

        var cart = (JsonObject)purchase.NorceOrder["cart"]!;
        NorceOrders.SetQuantity(cart, 0, 3);
        await shop.Norce.Call("PUT", purchase.OrderId, "/cart", cart, "qliro_checkout_adapter");

        shop.Norce.HookCalls.Count.ShouldBe(calls);
    }

    [Theory, Trait("norce", "18"), Trait("qliro", "17")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_not_let_a_bought_cart_change(bool pushed)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        if (pushed) await shop.Qliro.FlushPushes();
        shop.Qliro.Log.Clear();

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();

        ((int)purchase.NorceOrder["cart"]!["items"]![0]!["quantity"]!).ShouldBe(2);
        shop.Qliro.Log.Of("PUT", "/Orders/").ShouldBeEmpty();
    }

    [Fact, Trait("norce", "18")]
    public async Task Should_refuse_what_qliro_refuses_and_look_why()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/")
            .Answer(400, """{"ErrorCode":"OPERATION_NOT_SUPPORTED","ErrorMessage":"No."}""");

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();

        purchase.NorceAmount.ShouldBe(250m);
        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.Kind == OutboxKind.ReconcileWithQliro);
    }

    [Fact, Trait("norce", "19")]
    public async Task Should_not_call_qliro_for_what_it_holds_already()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Log.Clear();

        (await Ask(purchase)).Value!.Patches.ShouldBeEmpty();
        (await Ask(purchase)).Value!.Patches.ShouldBeEmpty();

        shop.Qliro.Log.All.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "20")]
    public async Task Should_follow_a_voucher_that_covers_everything_and_goes_again()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var voucher = await shop.Norce.AddVoucher(purchase.OrderId, 250m);
        purchase.NorceAmount.ShouldBe(0m);
        purchase.QliroTotal.ShouldBe(250m);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
        await shop.DoDueWork();

        var removed = shop.Norce.Payment(purchase.OrderId, voucher);
        removed["state"] = "removed";
        (await shop.Norce.Call(
            "PUT", purchase.OrderId, $"/payments/{voucher}", removed, "awardit_adapter")).IsSuccess.ShouldBeTrue();

        purchase.NorceAmount.ShouldBe(250m);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact, Trait("norce", "22")]
    public async Task Should_not_know_a_payment_that_is_not_on_the_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var other = shop.Grains.Get(Shop.Key(purchase.OrderId).Payment("pnone"));

        (await other.UpdatePayment(new() { Order = Proposed(purchase) })).Error!.Code.ShouldBe(
            ErrorCodes.PaymentNotFound);
        (await other.ChangeState(new() { Order = Proposed(purchase) })).Error!.Code.ShouldBe(
            ErrorCodes.PaymentNotFound);
    }

    [Theory]
    [InlineData("SE", 250, "intent")]
    [InlineData("kronor", 250, "intent")]
    [InlineData("SEK", -1, "intent")]
    [InlineData("SEK", 7e27, "intent")]
    [InlineData("?", 250, "removed")]
    public async Task Should_not_rebuild_a_payment_from_what_cannot_be_one(string currency, double amount, string state)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.LoseDatabase();
        var order = Proposed(purchase);

        var answer = await purchase.Grain.UpdatePayment(new()
        {
            Order = order with
            {
                Payments = [order.Payments![0] with { Currency = currency, Amount = (decimal)amount, State = state }],
            },
        });

        answer.Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
    }

    [Theory, Trait("qliro", "18")]
    [InlineData("NOK", null)]
    [InlineData(null, "NO")]
    public async Task Should_refuse_another_currency_or_country_while_the_shopper_pays(
        string? currency, string? country)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var order = Proposed(purchase);

        var answer = await purchase.Grain.UpdatePayment(new()
        {
            Order = order with
            {
                Currency = currency ?? order.Currency,
                Country = country ?? order.Country,
                State = new() { CurrentStatus = OrderStatus.Processing },
            },
        });

        answer.Error!.Code.ShouldBe(ErrorCodes.OrderConflict);
    }

    [Theory, Trait("qliro", "19")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_replace_a_qliro_order_that_is_too_old(bool answerIsLost)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);
        if (answerIsLost) shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();

        purchase.QliroOrderId.ShouldNotBe(old);
        shop.Qliro.OrderIds.Count.ShouldBe(2);
        purchase.QliroTotal.ShouldBe(375m);
        purchase.NorceAmount.ShouldBe(375m);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact, Trait("qliro", "19")]
    public async Task Should_replace_a_successor_that_became_too_old_before_it_was_known()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Expire(purchase.QliroOrderId);
        shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();
        shop.Qliro.Faults.On("GET", "merchantReference").Answer(500, times: 100);
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        shop.Qliro.OrderIds.Count.ShouldBe(2);
        shop.Qliro.Expire(shop.Qliro.OrderIds[^1]);
        shop.Qliro.Faults.Clear();

        await shop.Pass(TimeSpan.FromMinutes(1));

        shop.Qliro.OrderIds.Count.ShouldBe(3);
        purchase.QliroOrderId.ShouldBe(shop.Qliro.OrderIds[^1]);
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact, Trait("qliro", "19")]
    public async Task Should_point_to_the_successor_though_norce_threw_the_change_away()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);
        await shop.Norce
            .AddHook(purchase.OrderId, "other_adapter", "/payments", "/attributes", _ => HookReply.Refused());
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();
        purchase.QliroOrderId.ShouldBe(old);
        RemoveOthersHook(shop, purchase);

        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.QliroOrderId.ShouldNotBe(old);
        purchase.QliroTotal.ShouldBe(250m);
        purchase.NorceAmount.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_take_qliro_back_when_norce_threw_the_change_away()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Norce
            .AddHook(purchase.OrderId, "other_adapter", "/payments", "/attributes", _ => HookReply.Refused());
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();
        purchase.QliroTotal.ShouldBe(375m);

        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.QliroTotal.ShouldBe(250m);
        purchase.NorceAmount.ShouldBe(250m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_agree_in_the_end_when_qliros_answer_is_lost(bool executed)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var fault = shop.Qliro.Faults.On("PUT", "/Orders/");
        if (executed) fault.LoseAnswer();
        else fault.LoseRequest();
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(500, times: 3);
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();

        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.QliroTotal.ShouldBe(250m);
        purchase.NorceAmount.ShouldBe(250m);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_agree_in_the_end_when_the_process_dies_in_the_hook(bool done)
    {
        for (var step = 1; step <= 3; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.OpenCheckout();
            shop.Mishaps.DieAt(step, done);
            await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));
            await shop.Restart();

            await shop.Pass(TimeSpan.FromSeconds(30));
            var first = await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
            await shop.DoDueWork();
            if (!first.Accepted)
                (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue($"step {step}");

            purchase.QliroTotal.ShouldBe(purchase.NorceAmount, $"step {step}");
            ((decimal)purchase.NorceOrder["total"]!["includingVat"]!).ShouldBe(purchase.NorceAmount, $"step {step}");
        }
    }

    [Fact]
    public async Task Should_let_a_cart_change_after_qliro_refused_for_good()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold);
        shop.Qliro.ResolveHold(purchase.QliroOrderId, completed: false);
        shop.Norce.Overwrite(purchase.OrderId, order => order["state"]!["currentStatus"] = "checkout");
        await purchase.Grain.ReceivePush(new());
        purchase.NorceState.ShouldBe("declined");

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();
        (await shop.Create(purchase.OrderId)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_follow_in_a_payment_that_the_store_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.LoseDatabase();

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();

        purchase.QliroTotal.ShouldBe(375m);
    }

    [Theory, Trait("norce", "50"), Trait("qliro", "10")]
    [InlineData(3, 33.33)]
    [InlineData(50, 57.425)]
    public async Task Should_sum_to_norces_total_to_the_ore(int quantity, double unit)
    {
        await using var shop = await Shop.Open();
        var item = NorceOrders.Item(quantity: quantity, unitPrice: (decimal)unit);
        var total = Math.Ceiling(quantity * (decimal)unit * 100) / 100;
        item["total"] = NorceOrders.Price(total, 0.25m);
        item.Remove("price");
        item.Remove("originalTotal");

        var purchase = await shop.OpenCheckout(NorceOrders.Cart(item));

        purchase.QliroTotal.ShouldBe(total);
        purchase.NorceAmount.ShouldBe(total);
    }

    [Fact, Trait("norce", "49")]
    public async Task Should_keep_what_it_does_not_know()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["novelty"] = new JsonObject { ["kind"] = "unheard" };
        var purchase = await shop.OpenCheckout(order);
        shop.Norce.Overwrite(purchase.OrderId, known => known["payments"]![0]!["surprise"] = "kept");

        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
        ((string?)purchase.NorcePayment["surprise"]).ShouldBe("kept");
    }

    private static NorceOrder Proposed(Purchase purchase)
        => JsonSerializer.Deserialize<NorceOrder>(purchase.NorceOrder.ToJsonString(), NorceJson.Options)!;

    private static Task<Outcome<HookAnswer>> Ask(Purchase purchase)
        => purchase.Grain.UpdatePayment(new() { Order = Proposed(purchase) });

    private static void RemoveOthersHook(Shop shop, Purchase purchase) => shop.Norce.Overwrite(
        purchase.OrderId, order =>
    {
        var hooks = (JsonArray)order["hooks"]!;
        hooks.RemoveAt(hooks.Count - 1);
    });
}
