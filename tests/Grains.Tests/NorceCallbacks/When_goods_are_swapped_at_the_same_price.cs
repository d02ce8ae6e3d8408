using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

/// <summary>Equal totals prove nothing: Qliro must hold the very goods of Norce's order.</summary>
public sealed class When_goods_are_swapped_at_the_same_price
{
    [Fact, Trait("qliro", "67")]
    public async Task Should_refuse_the_change_when_qliro_did_not_hear_of_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").LoseRequest(times: 9);

        var changed = await shop.FinishOutbox(shop.Norce.ChangeCart(purchase.OrderId, Swap));

        changed.IsSuccess.ShouldBeFalse();
        Held(purchase).ShouldBe(["2 × 1:T-1"]);
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));
        (await shop.Norce.ChangeCart(purchase.OrderId, Swap)).IsSuccess.ShouldBeTrue();
        Held(purchase).ShouldBe(["2 × 1:T-2"]);
    }

    /// <summary>A shipping that the shop sent is as much ours as its goods.</summary>
    [Fact, Trait("qliro", "67")]
    public async Task Should_refuse_to_take_a_shipping_off_when_qliro_did_not_hear_of_it()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["shippings"] = new JsonArray(NorceOrders.Shipping());
        var purchase = await shop.OpenCheckout(order);
        var shipping = (JsonObject)purchase.NorceOrder["shippings"]![0]!.DeepClone();
        shipping["state"] = "removed";
        shop.Qliro.Faults.On("PUT", "/Orders/").LoseRequest();

        var changed = await shop.FinishOutbox(
            shop.Norce.Call("PUT", purchase.OrderId, $"/shippings/{shipping["id"]}", shipping, "norce_adapter"));

        changed.IsSuccess.ShouldBeFalse();
        purchase.QliroTotal.ShouldBe(299m);
        purchase.NorceAmount.ShouldBe(299m);
    }

    [Fact, Trait("qliro", "67")]
    public async Task Should_accept_the_change_when_qliro_carried_it_out_and_its_answer_was_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").LoseAnswer();

        (await shop.FinishOutbox(shop.Norce.ChangeCart(purchase.OrderId, Swap))).IsSuccess.ShouldBeTrue();

        Held(purchase).ShouldBe(["2 × 1:T-2"]);
    }

    [Fact, Trait("qliro", "67")]
    public async Task Should_decline_the_purchase_until_qliro_holds_norces_goods()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => Swap((JsonObject)order["cart"]!));

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();

        await shop.DoDueWork();
        Held(purchase).ShouldBe(["2 × 1:T-2"]);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>
    /// An update was given up, and Qliro carries it out after a later one, while the shopper pays: Qliro is asked once
    /// more as long as that may be.
    /// </summary>
    [Theory, Trait("qliro", "67")]
    [InlineData(5, false)]
    [InlineData(40, true)]
    public async Task Should_decline_a_purchase_while_an_update_that_was_given_up_may_arrive(
        int secondsLater, bool isAccepted)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").Answer(503, times: 9);
        (await shop.FinishOutbox(shop.Norce.ChangeCart(purchase.OrderId, Swap))).IsSuccess.ShouldBeFalse();
        var givenUp = shop.Qliro.Log.Of("PUT", "/Orders/")[0];
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromSeconds(secondsLater));
        (await purchase.Stored()).LinesHash.ShouldNotBeNull();

        shop.Callbacks.BeforeValidate = () => isAccepted ? Task.CompletedTask : shop.SendAgain(givenUp);
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBe(isAccepted);

        await shop.Pass(TimeSpan.FromMinutes(2));
        Held(purchase).ShouldBe(["2 × 1:T-1"]);
    }

    /// <summary>
    /// Qliro is slow, the update is given up, and Qliro carries it out after the purchase would have been approved.
    /// </summary>
    [Theory, Trait("qliro", "67")]
    [InlineData(5, false)]
    [InlineData(15, true)]
    public async Task Should_decline_a_purchase_while_qliro_may_be_carrying_out_an_update_that_was_given_up(
        int secondsLater, bool isAccepted)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").Delay(TimeSpan.FromMinutes(5));
        (await shop.FinishOutbox(shop.Norce.ChangeCart(purchase.OrderId, Swap))).IsSuccess.ShouldBeFalse();
        var givenUp = shop.Qliro.Log.Of("PUT", "/Orders/")[0];
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromSeconds(secondsLater));

        if (!isAccepted) shop.Callbacks.AfterValidate = () => shop.SendAgain(givenUp);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBe(isAccepted);

        if (isAccepted) return;
        await shop.Pass(TimeSpan.FromSeconds(15));
        Held(purchase).ShouldBe(["2 × 1:T-1"]);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>
    /// Another's hook refused the change after ours had agreed to it, and the purchase went through before Qliro had
    /// the goods again; nobody answered its validation.
    /// </summary>
    [Theory, Trait("qliro", "67")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_call_a_person_when_norce_discarded_what_was_sold_unasked(bool isDiscarded)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var before = purchase.NorceOrder["cart"]!.DeepClone();
        (await shop.Norce.ChangeCart(purchase.OrderId, Swap)).IsSuccess.ShouldBeTrue();
        if (isDiscarded) shop.Norce.Overwrite(purchase.OrderId, order => order["cart"] = before);
        shop.Callbacks.AreSilent = true;
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
        purchase.OrderStatus.ShouldBe("completed");

        await shop.Pass(TimeSpan.FromSeconds(30));

        var parked = (await purchase.Stored()).Outbox.Where(entry => entry.IsParked).ToList();
        parked.Count.ShouldBe(isDiscarded ? 1 : 0);
        if (isDiscarded) parked[0].Problem!.ShouldContain("goods-differ-at-qliro");
    }

    /// <summary>
    /// The button was pressed before the update reached Qliro, so the body that Qliro validates names the old goods.
    /// </summary>
    [Theory, Trait("qliro", "67")]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Should_decline_a_purchase_pressed_before_an_update_whose_commit_was_lost(int commitsLost)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Callbacks.BeforeValidate = async () =>
        {
            shop.Mishaps.FailCommits(commitsLost);
            (await shop.Norce.ChangeCart(purchase.OrderId, Swap)).IsSuccess.ShouldBeFalse();
            shop.Mishaps.FailCommits(0);
            Held(purchase).ShouldBe(["2 × 1:T-2"]);
        };

        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();

        await shop.Pass(TimeSpan.FromMinutes(2));
        Held(purchase).ShouldBe(["2 × 1:T-1"]);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>Qliro got the update, Norce did not get its hook's answer and kept the old goods.</summary>
    [Fact, Trait("qliro", "67")]
    public async Task Should_decline_a_purchase_pressed_before_an_update_that_norce_took_back()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Callbacks.BeforeValidate = async () =>
        {
            shop.Callbacks.LosesNextAnswer = true;
            (await shop.Norce.ChangeCart(purchase.OrderId, Swap)).IsSuccess.ShouldBeFalse();
            Held(purchase).ShouldBe(["2 × 1:T-2"]);
        };

        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();

        await shop.Pass(TimeSpan.FromMinutes(2));
        Held(purchase).ShouldBe(["2 × 1:T-1"]);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>
    /// Another node has the payment too. It changed Qliro's goods and could not store it, so nothing here tells of it;
    /// that it is there is known from what it stored before.
    /// </summary>
    [Fact, Trait("qliro", "67")]
    public async Task Should_decline_a_purchase_pressed_before_an_update_of_another_node()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Callbacks.BeforeValidate = async () =>
        {
            var other = shop.OtherNode.Get(purchase.Key);
            (await other.UpdateCustomer(new())).Error.ShouldBeNull();
            shop.OtherMishaps.FailCommits(10);
            var proposed = purchase.NorceOrder.DeepClone();
            Swap((JsonObject)proposed["cart"]!);
            await Should.ThrowAsync<IOException>(other.UpdatePayment(
                new() { Order = JsonSerializer.Deserialize<NorceOrder>(proposed, NorceJson.Options)! }));
            Held(purchase).ShouldBe(["2 × 1:T-2"]);
        };

        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_be_found_and_mended_by_reconciliation()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => Swap((JsonObject)order["cart"]!));

        (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies
            .ShouldContain(discrepancy => discrepancy.Name == "lines-differ-at-qliro");
        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();

        Held(purchase).ShouldBe(["2 × 1:T-2"]);
        (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies.ShouldBeEmpty();
    }

    /// <summary>Two mugs of another kind at the same price.</summary>
    private static void Swap(JsonObject cart)
    {
        var item = NorceOrders.Item(sku: "T-2", name: "Cup");
        var old = (JsonObject)cart["items"]![0]!;
        item["id"] = old["id"]?.DeepClone();
        cart["items"]!.AsArray()[0] = item;
    }

    private static IReadOnlyList<string> Held(Purchase purchase)
        => [.. purchase.Shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]!.AsArray()
            .Select(item => $"{item!["Quantity"]} × {item["MerchantReference"]}")];
}
