using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_an_operation_is_not_possible
{
    [Fact]
    [Trait("norce", "45")]
    public async Task Should_conflict_while_nothing_is_bought()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        (await purchase.Capture()).Error!.Code.ShouldBe("payment-conflict");
        (await purchase.Cancel()).Error!.Code.ShouldBe("payment-conflict");
        (await purchase.Refund()).Error!.Code.ShouldBe("payment-conflict");
    }

    [Fact]
    public async Task Should_conflict_while_qliro_reviews_the_purchase()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold);
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();

        (await purchase.Capture()).Error!.Code.ShouldBe("payment-conflict");
        purchase.Actions.ShouldBeEmpty();
    }

    [Theory]
    [Trait("norce", "46")]
    [InlineData("INVALID_ITEM")]
    [InlineData("EXCEEDING_QUANTITY")]
    [InlineData("INVALID_REQUEST_TOTAL_AMOUNT")]
    [InlineData("PAYMENT_REFERENCE_IS_INCORRECT")]
    public async Task Should_hand_on_qliros_reason_and_change_nothing(string code)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, $$"""{"ErrorCode":"{{code}}","ErrorMessage":"Evaluation, no.","ErrorReference":"40347ec5-0000-4000-8000-26b0cc59dcb1"}""");

        var refused = (await purchase.Capture()).Error!;

        refused.Code.ShouldBe("qliro-bad-request");
        refused.QliroError!.ErrorCode.ShouldBe(code);
        refused.QliroError.ErrorReference.ShouldBe("40347ec5-0000-4000-8000-26b0cc59dcb1");
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        purchase.Attribute("qliroOperation").ShouldBeNull();
        ((bool)purchase.AuditTrail("capture").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeFalse();
        await purchase.ShouldAgreeWithQliro();
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
    }

    [Fact]
    public async Task Should_be_over_when_the_request_reached_nobody()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(401);

        (await purchase.Capture()).Error!.Code.ShouldBe("qliro-error");
        (await purchase.Stored()).OpenOperation().ShouldBeNull();
        await purchase.CaptureNow();

        purchase.NorceState.ShouldBe("captured");
    }
}
