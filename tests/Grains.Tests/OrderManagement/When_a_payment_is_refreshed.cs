using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("norce", "47")]
public sealed class When_a_payment_is_refreshed
{
    [Fact]
    public async Task Should_apply_what_staff_did_at_qliro()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));

        (await purchase.Refresh()).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        await purchase.ShouldAgreeWithQliro();

        shop.Qliro.FinishTransaction(shop.Qliro.RefundOutOfBand(purchase.QliroOrderId));
        (await purchase.Refresh()).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe("credited");
        purchase.Actions.ShouldBeEmpty();
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_learn_of_it_by_push_without_a_refresh()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_repair_what_norce_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        shop.Norce.Overwrite(purchase.OrderId, order =>
        {
            var payment = (JsonObject)((JsonArray)order["payments"]!)[0]!;
            payment["state"] = "captured";
            payment["actions"] = new JsonArray();
            payment.Remove("attributes");
        });

        (await purchase.Refresh()).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel", "refund"]);
        ((decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(125m);
    }

    [Fact]
    public async Task Should_find_the_outcome_of_an_open_operation()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        (await purchase.Refresh()).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_say_so_when_qliro_cannot_be_read()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").Answer(401);

        (await purchase.Refresh()).Error!.Code.ShouldBe("qliro-error");
        purchase.NorceState.ShouldBe("reserved");
    }
}
