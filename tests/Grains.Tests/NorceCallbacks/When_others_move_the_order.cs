using System.Text.Json;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

public sealed class When_others_move_the_order
{
    [Fact, Trait("norce", "23")]
    public async Task Should_not_let_an_order_into_processing_with_another_amount()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["amount"] = 200m);

        (await shop.Norce.ChangeState(purchase.OrderId, "processing")).IsSuccess.ShouldBeFalse();

        purchase.OrderStatus.ShouldBe("checkout");
    }

    [Fact, Trait("norce", "24")]
    public async Task Should_go_back_to_checkout_while_nothing_is_paid()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Norce.ChangeState(purchase.OrderId, "processing");
        purchase.NorceState.ShouldBe("processing");

        (await shop.Norce.ChangeState(purchase.OrderId, "checkout")).IsSuccess.ShouldBeTrue();

        purchase.NorceState.ShouldBe("intent");
        purchase.OrderStatus.ShouldBe("checkout");
    }

    [Theory, Trait("norce", "24")]
    [InlineData(PurchaseOutcome.Approve)]
    [InlineData(PurchaseOutcome.OnHold)]
    public async Task Should_not_go_back_to_checkout_with_a_paid_order(PurchaseOutcome outcome)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, outcome);

        (await shop.Norce.ChangeState(purchase.OrderId, "checkout")).IsSuccess.ShouldBeFalse();
        (await shop.Norce.ChangeState(purchase.OrderId, "removed")).IsSuccess.ShouldBeFalse();

        purchase.OrderStatus.ShouldBe("processing");
    }

    [Fact, Trait("norce", "25")]
    public async Task Should_not_complete_what_qliro_reviews()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold);

        (await shop.Norce.ChangeState(purchase.OrderId, "completed")).IsSuccess.ShouldBeFalse();
        (await shop.Norce.ChangeState(purchase.OrderId, "accepted")).IsSuccess.ShouldBeTrue();

        purchase.NorceState.ShouldBe("pending");
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("completed")]
    public async Task Should_not_accept_what_nobody_bought(string status)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        (await shop.Norce.ChangeState(purchase.OrderId, status)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_take_a_purchase_back_when_the_order_moves_late()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Overwrite(purchase.OrderId, order => order["state"]!["currentStatus"] = "checkout");
        shop.Norce.Faults.GoDown();
        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));

        (await shop.Norce.ChangeState(purchase.OrderId, "processing")).IsSuccess.ShouldBeTrue();
        shop.Norce.Faults.ComeUp();
        await shop.Pass(TimeSpan.FromMinutes(1));

        (await purchase.Stored()).State.ShouldBe(PaymentState.Reserved);
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory]
    [InlineData("removed", "removed")]
    [InlineData("declined", "declined")]
    public async Task Should_follow_an_order_that_is_ended(string status, string state)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        (await shop.Norce.ChangeState(purchase.OrderId, status)).IsSuccess.ShouldBeTrue();
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe(state);
        (await purchase.Stored()).State.Name().ShouldBe(state);
    }

    /// <summary>Nothing that it could say counts any more, so that it may be away.</summary>
    [Theory]
    [InlineData("removed")]
    [InlineData("declined")]
    public async Task Should_let_the_order_of_a_cancelled_payment_end_without_asking_qliro(string status)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        (await purchase.Grain.Cancel(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        shop.Qliro.Log.Clear();
        var proposed = purchase.NorceOrder;
        proposed["state"]!["currentStatus"] = status;

        var answer = await purchase.Grain.ChangeState(
            new() { Order = proposed.Deserialize<NorceOrder>(NorceJson.Options)! });

        answer.Value.ShouldNotBeNull().Patches.ShouldBeEmpty();
        shop.Qliro.Log.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("declined")]
    [InlineData("processing")]
    public async Task Should_stay_buyable_when_norce_threw_the_move_away(string status)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var refuses = true;
        await shop.Norce.AddHook(purchase.OrderId, "other_adapter", "/payments", "/attributes",
            _ => refuses ? HookReply.Refused() : HookReply.Unchanged);
        (await shop.Norce.ChangeState(purchase.OrderId, status)).IsSuccess.ShouldBeFalse();
        refuses = false;
        await shop.Pass(TimeSpan.FromSeconds(30));

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
    }
}
