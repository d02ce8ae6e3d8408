using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_a_purchase_completes
{
    [Fact]
    public async Task Should_reserve_the_payment_and_complete_the_order()
    {
        await using var shop = await Shop.Open();

        var purchase = await shop.Buy();

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
    }

    [Fact]
    public async Task Should_capture_and_refund_through_actions()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);

        (await purchase.Grain.Refund(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("credited");
        purchase.Actions.ShouldBeEmpty();
    }
}
