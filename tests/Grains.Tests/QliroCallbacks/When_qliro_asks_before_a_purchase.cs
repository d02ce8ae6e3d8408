using QliroAdapter.QliroCallbacks;
using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_qliro_asks_before_a_purchase
{
    [Fact, Trait("norce", "26"), Trait("qliro", "20")]
    public async Task Should_approve_and_move_the_order_to_processing()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        var bought = await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        bought.Validation!.Status.ShouldBe(200);
        shop.Norce.Log.Of("POST", "/validate").Count.ShouldBe(1);
        purchase.OrderStatus.ShouldBe("processing");
        purchase.NorceState.ShouldBe("processing");
    }

    [Theory, Trait("norce", "27")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_decline_in_the_orders_language_what_norce_refuses(bool inObject)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Options.ValidationErrorsInObject = inObject;
        shop.Norce.FailValidation(purchase.OrderId, "out-of-stock");

        var answer = await Validate(purchase);
        await shop.DoDueWork();

        answer.DeclineReason.ShouldBe("OutOfStock");
        answer.DeclineReasonMessage.ShouldBe("En eller flera varor är slut i lager.");
        purchase.OrderStatus.ShouldBe("checkout");
    }

    [Fact, Trait("norce", "28"), Trait("qliro", "21")]
    public async Task Should_decline_other_amounts_and_leave_the_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => NorceOrders.SetQuantity((JsonObject)order["cart"]!, 0, 3));
        shop.Norce.Log.Clear();

        var answer = await Validate(purchase);

        answer.DeclineReason.ShouldBe("Other");
        answer.DeclineReasonMessage!.Length.ShouldBeLessThanOrEqualTo(150);
        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_approve_after_a_discrepancy_was_declined_and_mended()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => NorceOrders.SetQuantity((JsonObject)order["cart"]!, 0, 3));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
        await shop.DoDueWork();
        purchase.QliroTotal.ShouldBe(375m);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
        purchase.NorceAmount.ShouldBe(375m);
    }

    [Fact]
    public async Task Should_mend_lines_that_only_qliro_holds()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.AddFee(purchase.QliroOrderId, 10m, 8m, reference: "F9:odd");
        (await Validate(purchase)).IsApproved.ShouldBeFalse();
        shop.Qliro.Log.Clear();

        await shop.DoDueWork();

        shop.Qliro.Log.Of("PUT", "/Orders/").Count.ShouldBe(1);
    }

    [Fact, Trait("norce", "28"), Trait("qliro", "23")]
    public async Task Should_decline_another_qliro_order_and_leave_the_purchase()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        var answer = await Validate(purchase, body => body with { OrderId = QliroOrderId.Parse("1") });
        await shop.DoDueWork();

        answer.IsApproved.ShouldBeFalse();
        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "29")]
    public async Task Should_decline_while_a_required_consent_is_missing()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["consents"] = new JsonArray(
            new JsonObject { ["id"] = "terms", ["required"] = true, ["checked"] = false, ["text"] = "Terms" });
        var purchase = await shop.OpenCheckout(order);

        (await Validate(purchase)).IsApproved.ShouldBeFalse();

        purchase.OrderStatus.ShouldBe("checkout");
    }

    [Fact, Trait("qliro", "22")]
    public async Task Should_cope_with_a_body_that_says_little()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        var answer = await Validate(purchase, body => body with
        {
            TotalPrice = null,
            Currency = null,
            Customer = null,
            BillingAddress = null,
            ShippingAddress = new() { PostalCode = "11122" },
            IdentityVerification = null,
        });

        answer.IsApproved.ShouldBeTrue();
    }

    [Theory, Trait("qliro", "56")]
    [InlineData("GET", "")]
    [InlineData("POST", "/validate")]
    [InlineData("PUT", "/state")]
    public async Task Should_say_no_in_time_while_norce_is_slow(string method, string path)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var body = Body(purchase);
        var answerBy = shop.Clock.GetUtcNow() + TimeSpan.FromSeconds(4.3);
        var slow = shop.Norce.Faults.On(method, $"{purchase.OrderId}{path}").Hold();

        var answer = purchase.Grain.Validate(new() { Order = body, AnswerBy = answerBy });
        await slow.Arrived;
        shop.Clock.Advance(answerBy - shop.Clock.GetUtcNow());

        // Time does not pass any more, so the decline must come without it. The bound only ends a hanging test.
        (await answer.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System)).Value!.IsApproved.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_say_no_and_move_nothing_when_its_turn_comes_too_late()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var body = Body(purchase);
        shop.Norce.Log.Clear();

        var answer = await purchase.Grain.Validate(
            new() { Order = body, AnswerBy = shop.Clock.GetUtcNow().AddSeconds(-1) });

        answer.Value!.IsApproved.ShouldBeFalse();
        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Outage.Unavailable)]
    [InlineData(Outage.Unreachable)]
    public async Task Should_say_no_when_norce_is_unavailable(Outage outage)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var body = Body(purchase);
        shop.Norce.Faults.GoDown(outage);

        (await shop.FinishOutbox(purchase.Grain.Validate(new() { Order = body }))).Value!.IsApproved.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_decline_a_removed_payment_in_so_many_words()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var body = Body(purchase);
        await purchase.Grain.Remove(new());

        (await purchase.Grain.Validate(new() { Order = body })).Value!.DeclineReason.ShouldBe("Other");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.02)]
    public async Task Should_approve_carts_whose_rows_do_not_explain_the_total(double more)
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["cart"]!["total"] = NorceOrders.Price(250m + (decimal)more, 0.25m);
        var purchase = await shop.OpenCheckout(order);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_decline_without_the_identity_the_shop_asks_for()
    {
        await using var shop = await Shop.Open(document => document["options"]!["requireIdentityVerification"] = true);
        var purchase = await shop.OpenCheckout();

        (await Validate(purchase,
            body => body with { IdentityVerification = new() })).DeclineReason.ShouldBe("IdentityNotVerified");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_buyable_after_the_process_died_on_the_way(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.OpenCheckout();
            var body = Body(purchase);
            shop.Mishaps.DieAt(step, done);
            try
            {
                await purchase.Grain.Validate(new() { Order = body });
                step.ShouldBeGreaterThan(5);
                return;
            }
            catch (ProcessDiedException)
            {
                await shop.Restart();
            }

            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue($"step {step}");
            await shop.Qliro.FlushPushes();
            purchase.NorceState.ShouldBe("reserved", $"step {step}");
        }
    }

    private static QliroOrder Body(Purchase purchase) => JsonSerializer.Deserialize<QliroOrder>(
        purchase.Shop.Qliro.Order(purchase.QliroOrderId).ToJsonString(), QliroJson.Options)!;

    private static async Task<ValidationAnswer> Validate(Purchase purchase, Func<QliroOrder, QliroOrder>? change = null)
    {
        var body = Body(purchase);
        var answer = await purchase.Grain.Validate(new() { Order = change is null ? body : change(body) });
        return answer.Value.ShouldNotBeNull();
    }
}
