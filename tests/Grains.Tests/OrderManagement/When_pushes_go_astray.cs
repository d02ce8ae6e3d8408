using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_pushes_go_astray
{
    [Fact]
    public async Task Should_find_the_outcome_of_a_lost_push()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PushSwitches.Drop = _ => true;

        await purchase.Capture();
        await shop.Pass(TimeSpan.FromMinutes(30), steps: 30);
        purchase.NorceState.ShouldBe("reserved");
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        await shop.Pass(TimeSpan.FromSeconds(61), steps: 1);

        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_believe_a_push_that_says_more_than_the_admin_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture();
        var id = (long)purchase.Transactions("Capture")[0]["PaymentTransactionId"]!;

        (await purchase.Grain.ReceiveStatus(
            new() { Status = new() { PaymentTransactionId = id, Status = "Success", PaymentType = "Capture" } }))
            .Error.ShouldBeNull();
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe("reserved");
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_do_nothing_more_for_repeats_and_stragglers()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(quantity: 3)));
        shop.Qliro.Options.PushesInProcessFirst = true;
        shop.Qliro.PushSwitches.Copies = 2;
        await purchase.CaptureNow((Requests.Mug, 1));
        var first = (long)purchase.Transactions("Capture")[0]["PaymentTransactionId"]!;
        var calls = shop.Process.Calls;

        await purchase.Grain.ReceiveStatus(
            new() { Status = new() { PaymentTransactionId = first, Status = "InProcess", PaymentType = "Capture" } });
        await purchase.Grain.ReceiveStatus(
            new() { Status = new() { PaymentTransactionId = first, Status = "Success", PaymentType = "Capture" } });

        shop.Process.Calls.ShouldBe(calls);
        purchase.AuditTrail("capture").Count.ShouldBe(1);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_read_the_admin_order_for_a_push_without_a_readable_body()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        (await purchase.Grain.ReceiveStatus(new())).Error.ShouldBeNull();
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe("captured");
    }

    [Fact]
    public async Task Should_keep_the_news_when_norce_is_unavailable()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture();
        shop.Norce.Faults.On("*", "/orders/").Answer(401, times: 1000);
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("reserved");

        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        await purchase.ShouldAgreeWithQliro();
    }
}
