using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "42")]
public sealed class When_a_refund_names_items
{
    [Fact]
    public async Task Should_stay_captured_until_all_is_returned()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        (await purchase.Refund((Requests.Mug, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");
        ((decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(125m);

        (await purchase.Refund((Requests.Mug, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("credited");
        (await purchase.Refund()).Error.ShouldBeNull();
        purchase.Sent(Requests.Return).Count.ShouldBe(2);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_refuse_more_than_was_captured_and_less_than_one()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        (await purchase.Refund((Requests.Mug, 2))).Error!.Code.ShouldBe("order-bad-request");
        (await purchase.Refund((Requests.Mug, 0))).Error!.Code.ShouldBe("order-bad-request");
        purchase.Sent(Requests.Return).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_return_what_is_captured_while_the_rest_is_reserved()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        (await purchase.Refund()).Error.ShouldBeNull();
        purchase.Sent(Requests.Return).Count.ShouldBe(1);

        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }
}
