using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "34")]
public sealed class When_qliro_ends_an_operation_in_error
{
    [Fact]
    public async Task Should_return_a_capture_to_reserved_and_say_why()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "DECLINED", "The bank said no.");

        await purchase.CaptureNow();

        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        var entry = purchase.AuditTrail("capture").ShouldHaveSingleItem();
        ((bool)entry["isSuccess"]!).ShouldBeFalse();
        ((string)entry["errorDetail"]!).ShouldContain("The bank said no.");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_capture_when_asked_again()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "DECLINED", "The bank said no.");
        await purchase.CaptureNow();

        await purchase.CaptureNow();

        purchase.NorceState.ShouldBe("captured");
        purchase.Sent(Requests.Ship).Select(sent => (string?)sent["RequestId"]).ShouldBeUnique();
    }

    [Fact]
    public async Task Should_return_a_refund_to_captured()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        shop.Qliro.PlanOutcome("Refund", "Error", "DECLINED", "The account is closed.");

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        purchase.Attribute("qliroRefunded").ShouldBeNull();
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_take_a_card_cancel_for_released_when_the_bank_was_first()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Reversal", "Error", "800", "The referencing transaction does not match the original.");

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("cancelled");
        purchase.Actions.ShouldBeEmpty();
    }
}
