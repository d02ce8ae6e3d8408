using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>
/// The row is deleted. With its next message the payment is rebuilt from Norce and Qliro, completely.
/// </summary>
public sealed class When_the_database_is_lost
{
    [Fact]
    public async Task Should_be_told_of_cart_changes_again_though_norce_lost_the_hooks()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => order["hooks"] = new JsonArray());
        await shop.LoseDatabase();

        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
        await shop.DoDueWork();
        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);
        await shop.Pass(TimeSpan.FromSeconds(10));

        ((JsonArray)purchase.NorceOrder["hooks"]!).Count.ShouldBe(4);
        purchase.NorceAmount.ShouldBe(375m);
        purchase.QliroTotal.ShouldBe(375m);
    }

    [Fact]
    public async Task Should_have_the_ledger_of_partial_captures_and_refunds()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.Refund((Requests.Mug, 1));
        await purchase.FinishAtQliro();
        var before = (await purchase.Stored()).Ledger;
        await shop.LoseDatabase();

        (await purchase.Refresh()).Error.ShouldBeNull();

        (await purchase.Stored()).Ledger.IsSameAs(before).ShouldBeTrue();
        await purchase.ShouldAgreeWithQliro();
        purchase.Actions.ShouldBe(["capture", "cancel"]);
    }

    [Fact]
    public async Task Should_go_on_with_captures_under_ids_of_their_own()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await shop.LoseDatabase();
        (await purchase.Refresh()).Error.ShouldBeNull();

        (await purchase.Capture()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_wait_for_an_operation_that_is_open_at_qliro()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        (await purchase.Capture()).Error.ShouldBeNull();
        await shop.LoseDatabase();
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.DoDueWork();
        // The push of it does not reach the adapter.
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromMinutes(5));

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_keep_what_later_charges_need()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.BuyByCard();
        var token = purchase.Token.ShouldNotBeNull();
        await shop.LoseDatabase();

        (await purchase.Refresh()).Error.ShouldBeNull();

        purchase.Token.ShouldBe(token);
        (await shop.Charged(token)).NorceState.ShouldNotBeNull();
    }
}
