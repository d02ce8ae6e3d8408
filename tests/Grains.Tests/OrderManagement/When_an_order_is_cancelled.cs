using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "38")]
public sealed class When_an_order_is_cancelled
{
    [Fact]
    public async Task Should_release_everything_when_nothing_was_captured()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.Cancel()).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe("reserved");
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("cancelled");
        purchase.Actions.ShouldBeEmpty();
        purchase.AdminOrder.Released.ShouldBe(25000);
        ((bool)purchase.AuditTrail("cancel").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeTrue();
        await purchase.ShouldAgreeWithQliro();
    }

    /// <summary>Nothing is to be delivered, and the order must not stay locked in the checkout.</summary>
    [Theory]
    [InlineData(PurchaseOutcome.Approve, "processing")]
    [InlineData(PurchaseOutcome.OnHold, "accepted")]
    public async Task Should_decline_an_order_that_norce_could_not_complete_before(
        PurchaseOutcome outcome, string before)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, outcome);
        if (outcome == PurchaseOutcome.OnHold)
        {
            await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
            shop.Qliro.ResolveHold(purchase.QliroOrderId, completed: true);
        }
        shop.Norce.Faults.On("PUT", "/state").Answer(503, times: 1000);
        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
        purchase.OrderStatus.ShouldBe(before);

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(10));

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("cancelled", "declined"));
        await purchase.ShouldAgreeWithQliro();
    }

    /// <summary>The shopper, or staff, has chosen another payment, whose buyer is not this one's.</summary>
    [Fact]
    public async Task Should_leave_an_order_alone_that_another_payment_pays()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("PUT", "/state").Answer(503, times: 1000);
        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        shop.Norce.Overwrite(purchase.OrderId, order =>
        {
            ((JsonArray)order["payments"]!).Add(new JsonObject
            {
                ["id"] = "other", ["adapterId"] = "other", ["type"] = "default", ["state"] = "processing",
            });
            order["customer"]!["billing"]!["givenName"] = "Somebody";
        });

        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(10));

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("cancelled", "processing"));
        ((string?)purchase.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Somebody");
    }

    [Fact]
    [Trait("qliro", "40")]
    public async Task Should_release_the_rest_and_be_captured_after_a_partial_capture()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        (purchase.AdminOrder.Captured, purchase.AdminOrder.Released).ShouldBe((12500, 12500));
        (await purchase.Cancel()).Error.ShouldBeNull();
        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    [Trait("qliro", "39")]
    public async Task Should_not_be_cancelled_by_a_reversal_nobody_here_asked_for()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        await StaffRequests.Update(purchase, (Requests.Mug, 1, 125m));
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        await purchase.ShouldAgreeWithQliro();
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(12500);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_refuse_a_capture_afterwards()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Cancel();
        await purchase.FinishAtQliro();

        (await purchase.Capture()).Error!.Code.ShouldBe("payment-conflict");
        (await purchase.Refund()).Error!.Code.ShouldBe("payment-conflict");
    }
}
