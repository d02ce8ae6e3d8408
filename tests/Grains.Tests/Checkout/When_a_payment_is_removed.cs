using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_payment_is_removed
{
    [Fact, Trait("norce", "13")]
    public async Task Should_take_away_what_is_ours_and_nothing_else()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Norce.AddHook(purchase.OrderId, "norce_adapter", "/cart", "/cart", _ => HookReply.Unchanged);
        await shop.Norce.Call("POST", purchase.OrderId, "/shippings",
            NorceOrders.Shipping(adapterId: "qliro_checkout_adapter"), "qliro_checkout_adapter");
        await shop.Norce.Call("POST", purchase.OrderId, "/shippings", NorceOrders.Shipping(), "qliro_checkout_adapter");

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("removed");
        var shippings = (JsonArray)purchase.NorceOrder["shippings"]!;
        shippings.Select(shipping => (string)shipping!["state"]!).ShouldBe(["removed", "intent"]);
        ((JsonArray)purchase.NorceOrder["hooks"]!)
            .Select(hook => (string)hook!["adapterId"]!).ShouldBe(["norce_adapter"]);
    }

    [Theory]
    [InlineData("<html>404 Not Found</html>")]
    [InlineData("")]
    public async Task Should_leave_no_hook_behind_for_a_proxys_404(string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("DELETE", "/hooks/").Answer(404, body, times: 99);

        await shop.FinishOutbox(purchase.Grain.Remove(new()));
        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.Kind == OutboxKind.RemoveAtNorce);
        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(1));

        ((JsonArray)purchase.NorceOrder["hooks"]!).ShouldBeEmpty();
        purchase.NorceState.ShouldBe("removed");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    /// <summary>Its page is still open in another tab, and the node that hears of it has not heard of the removal.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_copy_nothing_more_from_its_page(bool isDelivery)
    {
        await using var shop = await Shop.Open(document => document["options"]!["useIntegratedShipping"] = true);
        var first = await shop.OpenCheckout();
        var behind = shop.OtherNode.Get(first.Key);
        (await behind.UpdateCustomer(new())).Error.ShouldBeNull();
        (await first.Grain.Remove(new())).Error.ShouldBeNull();
        (await shop.Create(first.OrderId)).Error.ShouldBeNull();
        var before = Customer(first);
        shop.Qliro.SelectShipping(first.QliroOrderId, new("post", "Postombud", 49m, 39.20m));
        shop.Qliro.SetCustomer(first.QliroOrderId, new() { Email = "bo@example.com" });

        var told = isDelivery ? await behind.UpdateShippingOption(new() { Selected = new() }) : await behind.UpdateCustomer(new());

        told.Error!.Code.ShouldBe("payment-not-found");
        (first.NorceOrder["shippings"] as JsonArray ?? []).ShouldBeEmpty();
        Customer(first).ShouldBe(before);
    }

    private static string? Customer(Purchase purchase) => purchase.NorceOrder["customer"]?.ToJsonString();

    [Fact]
    public async Task Should_leave_the_delivery_of_the_payment_that_came_after_it()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useIntegratedShipping"] = true);
        var first = await shop.OpenCheckout();
        (await first.Grain.Remove(new())).Error.ShouldBeNull();
        var next = first with { PaymentId = (await shop.Create(first.OrderId)).Value!.PaymentId };
        shop.Qliro.SelectShipping(next.QliroOrderId, new("post", "Postombud", 49m, 39.20m));
        (await shop.Qliro.CompleteAsync(next.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        await shop.Pass(TimeSpan.FromDays(5));

        next.NorceOrder["shippings"]!.AsArray().Select(shipping => (string)shipping!["state"]!)
            .ShouldBe(["confirmed"]);
        (next.NorceAmount, next.NorceState).ShouldBe((299m, "reserved"));
    }

    [Fact, Trait("norce", "13")]
    public async Task Should_answer_a_repeat_as_the_first_time()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();
        shop.Norce.Log.Clear();

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_let_another_checkout_open()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await purchase.Grain.Remove(new());

        var created = await shop.Create(purchase.OrderId);

        created.Error.ShouldBeNull();
        created.Value!.PaymentId.ShouldNotBe(purchase.PaymentId);
    }

    [Theory, Trait("norce", "14")]
    [InlineData(PurchaseOutcome.Approve, "reserved")]
    [InlineData(PurchaseOutcome.OnHold, "pending")]
    public async Task Should_never_throw_a_paid_order_away(PurchaseOutcome outcome, string state)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, outcome);

        var removed = await purchase.Grain.Remove(new());
        removed.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe(state);
        (await purchase.Grain.Remove(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    [Fact]
    public async Task Should_put_an_order_in_processing_back_to_checkout()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.Decline);
        purchase.OrderStatus.ShouldBe("processing");
        shop.Clock.Advance(TimeSpan.FromSeconds(15));

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        purchase.OrderStatus.ShouldBe("checkout");
        (await shop.Create(purchase.OrderId)).Error.ShouldBeNull();
    }

    [Fact, Trait("norce", "62")]
    public async Task Should_not_interfere_with_a_purchase_that_was_just_approved()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        Outcome<Done>? removed = null;
        JsonObject? before = null, after = null;
        shop.Callbacks.AfterValidate = async () =>
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(2));
            before = purchase.NorceOrder;
            removed = await purchase.Grain.Remove(new());
            after = purchase.NorceOrder;
        };

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        removed!.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        after!.ToJsonString().ShouldBe(before!.ToJsonString());
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
    }

    [Theory, Trait("norce", "62")]
    [InlineData(2, false)]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public async Task Should_wait_until_the_approval_is_old_enough(int seconds, bool isRemoved)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.Decline);
        shop.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var removed = await purchase.Grain.Remove(new());

        removed.IsAccepted.ShouldBe(isRemoved);
        purchase.NorceState.ShouldBe(isRemoved ? "removed" : "processing");
    }

    [Fact, Trait("norce", "62")]
    public async Task Should_remember_the_approval_when_others_reopen_the_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.Decline);
        (await shop.Norce.ChangeState(purchase.OrderId, "checkout")).IsSuccess.ShouldBeTrue();
        purchase.OrderStatus.ShouldBe("checkout");

        (await purchase.Grain.Remove(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        shop.Clock.Advance(TimeSpan.FromSeconds(15));

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_leave_the_processing_of_another_payment_alone()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("PUT", "/payments/").Answer(503, times: 1);
        (await purchase.Grain.Remove(new())).Error.ShouldNotBeNull();
        shop.Norce.Overwrite(purchase.OrderId, order =>
        {
            ((JsonArray)order["payments"]!).Add(new JsonObject
            {
                ["adapterId"] = "walley_checkout_adapter", ["type"] = "default", ["currency"] = "SEK",
                ["amount"] = 250m, ["state"] = "processing",
            });
            order["state"]!["currentStatus"] = "processing";
        });

        await shop.Pass(TimeSpan.FromSeconds(20));

        purchase.NorceState.ShouldBe("removed");
        purchase.OrderStatus.ShouldBe("processing");
    }

    [Fact]
    public async Task Should_try_again_at_once_when_the_shop_asks_again()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("PUT", "/payments/").Answer(503, times: 1);
        (await purchase.Grain.Remove(new())).Error.ShouldNotBeNull();

        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("removed");
    }

    [Fact]
    public async Task Should_not_find_a_payment_that_never_was()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();

        (await shop.Grains.Get(Shop.Key(orderId).Payment("pnone")).Remove(new())).Error!.Code.ShouldBe(
            ErrorCodes.PaymentNotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_gone_whole_when_the_process_dies_on_the_way(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.OpenCheckout();
            shop.Mishaps.DieAt(step, done);
            try
            {
                await purchase.Grain.Remove(new());
                step.ShouldBeGreaterThan(5);
                return;
            }
            catch (ProcessDiedException)
            {
                await shop.Restart();
            }

            await shop.Pass(TimeSpan.FromMinutes(1));
            (await purchase.Grain.Remove(new())).Error.ShouldBeNull($"step {step}");

            purchase.NorceState.ShouldBe("removed", $"step {step}");
            ((JsonArray)purchase.NorceOrder["hooks"]!).ShouldBeEmpty($"step {step}");
        }
    }

    [Fact]
    public async Task Should_ask_for_a_person_when_it_is_bought_all_the_same()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var qliroOrder = purchase.QliroOrderId;
        await purchase.Grain.Remove(new());
        // Qliro takes a missing answer for an approval.
        shop.Qliro.Options.CallbackTimeout = TimeSpan.FromSeconds(1);

        var bought = await shop.Qliro.CompleteAsync(qliroOrder);

        bought.Accepted.ShouldBeFalse();
        bought.DeclineReason.ShouldBe("Other");
    }
}
