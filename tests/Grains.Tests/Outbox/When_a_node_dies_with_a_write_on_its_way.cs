using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.Outbox;

/// <summary>
/// Two nodes deliver the same entry: the first node's write reaches Norce last, and the node dies before its commit would
/// have told it that it was not alone.
/// </summary>
public sealed class When_a_node_dies_with_a_write_on_its_way
{
    [Fact]
    public async Task Should_read_norce_again_after_the_delivery_that_another_may_have_begun()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var late = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var first = purchase.Grain.Capture(new());
        await late.Arrived;
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        await shop.FinishOutbox(
            shop.OtherNode.Get(purchase.Key).ReceiveStatus(new()));
        purchase.NorceState.ShouldBe("captured");

        shop.Mishaps.DieAt(1, done: false);
        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(first);
        purchase.NorceState.ShouldBe("reserved");
        await shop.Restart();
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("captured");
    }

    /// <summary>The second node is the one that dies, and the first commits on without meeting it.</summary>
    [Fact]
    public async Task Should_read_norce_again_after_the_delivery_that_another_began_as_well()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        var slow = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var first = purchase.Grain.ReceivePush(new());
        await slow.Arrived;
        var late = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var second = shop.OtherNode.Continue(purchase.Key.ToString());
        await late.Arrived;
        shop.OtherMishaps.DieAt(1, done: false);
        slow.Release();
        (await shop.FinishOutbox(first)).Error.ShouldBeNull();
        (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");

        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(second);
        purchase.NorceState.ShouldBe("reserved");
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("captured");
    }

    /// <summary>
    /// The first node was still asked whether Qliro may sell. Nothing stored tells of it to the second, which hears at
    /// once that the purchase is over.
    /// </summary>
    [Theory]
    [InlineData(PurchaseOutcome.Approve, "reserved")]
    [InlineData(PurchaseOutcome.OnHold, "pending")]
    [InlineData(PurchaseOutcome.OnHold, "declined")]
    public async Task Should_read_norce_again_after_the_purchase_that_another_was_asked_about(
        PurchaseOutcome outcome, string state)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Pass(TimeSpan.FromMinutes(1));
        var late = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var first = purchase.Grain.Validate(new() { Order = Question(purchase) });
        await late.Arrived;
        shop.Callbacks.AreSilent = true;
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, outcome);
        if (state == "declined") shop.Qliro.ResolveHold(purchase.QliroOrderId, completed: false);
        shop.Callbacks.AreSilent = false;
        var second = shop.OtherNode.Get(purchase.Key);
        (await shop.FinishOutbox(second.ReceivePush(new()))).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe(state);

        shop.Mishaps.DieAt(1, done: false);
        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(first);
        purchase.NorceState.ShouldBe("processing");
        await shop.Restart();
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe(state);
    }

    /// <summary>
    /// Both nodes add the delivery that Qliro sold, the second when the order is told to be completed, or when its money
    /// is captured. Its fee is paid once.
    /// </summary>
    [Theory, InlineData(59, false), InlineData(59, true), InlineData(0, true)]
    public async Task Should_keep_one_of_the_deliveries_that_both_added(int fee, bool isCaptured)
    {
        await using var shop = await Shop.Open(document => document["options"]!["useIntegratedShipping"] = true);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("post", "Postombud", fee, fee));
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        var slow = shop.Norce.Faults.On("POST", "/shippings").Hold();
        var first = purchase.Grain.ReceivePush(new());
        await slow.Arrived;
        var late = shop.Norce.Faults.On("POST", "/shippings").Hold();
        var second = shop.OtherNode.Continue(purchase.Key.ToString());
        await late.Arrived;
        shop.OtherMishaps.DieAt(1, done: false);
        slow.Release();
        (await shop.FinishOutbox(first)).Error.ShouldBeNull();
        if (isCaptured)
        {
            (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
            await purchase.FinishAtQliro();
        }
        LiveDeliveries(purchase).ShouldBe(1);

        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(second);
        LiveDeliveries(purchase).ShouldBe(2);
        await shop.Pass(TimeSpan.FromMinutes(1));

        LiveDeliveries(purchase).ShouldBe(1);
        purchase.NorceAmount.ShouldBe(250m + fee);
    }

    [Theory, InlineData(503, false), InlineData(400, true)]
    public async Task Should_try_again_or_call_a_person_when_the_second_delivery_stays(int refusal, bool isParked)
    {
        await using var shop = await Shop.Open(document => document["options"]!["useIntegratedShipping"] = true);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("post", "Postombud", 59m, 59m));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        shop.Norce.Overwrite(purchase.OrderId, AddSecond);
        shop.Norce.Faults.On("PUT", "/shippings").Answer(
            refusal, """{"code":"shipping-invalid","message":"Not now."}""", times: isParked ? 100 : 1);

        (await shop.FinishOutbox(purchase.Grain.RefundAmount(new() { Amount = 100m, Reason = "Late." }))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromMinutes(5));

        purchase.NorceState.ShouldBe("captured");
        LiveDeliveries(purchase).ShouldBe(isParked ? 2 : 1);
        (await purchase.Stored()).Outbox.Any(entry => entry.IsParked).ShouldBe(isParked);
    }

    private static QliroOrder Question(Purchase purchase)
        => JsonSerializer.Deserialize<QliroOrder>(
            purchase.Shop.Qliro.Order(purchase.QliroOrderId).ToJsonString(), QliroJson.Options)!;

    private static void AddSecond(JsonObject order)
    {
        var second = order["shippings"]![0]!.DeepClone();
        second["id"] = null;
        order["shippings"]!.AsArray().Add(second);
    }

    private static int LiveDeliveries(Purchase purchase)
        => purchase.NorceOrder["shippings"]!.AsArray().Count(one => (string?)one!["state"] != "removed");
}
