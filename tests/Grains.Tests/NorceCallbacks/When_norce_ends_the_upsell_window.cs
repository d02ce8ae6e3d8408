using System.Text.Json;
using QliroAdapter.Grains.Tests.QliroCallbacks;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

public sealed class When_norce_ends_the_upsell_window
{
    [Fact]
    public async Task Should_complete_the_order_with_what_was_added()
    {
        await using var shop = await When_goods_are_added_after_the_purchase.Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);

        var answer = await shop.FinishOutbox(purchase.Grain.CompleteUpsell(Message(purchase)));

        answer.Value!.Patches.Select(patch => patch.Path).ShouldBe(["/payments/0/amount", "/payments/0/upsell"]);
        answer.Value.Patches[0].Value!.Value.GetDecimal().ShouldBe(350m);
        purchase.OrderStatus.ShouldBe("accepted");
        await shop.DoDueWork();
        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
    }

    [Fact]
    public async Task Should_follow_nothing_the_second_time()
    {
        await using var shop = await When_goods_are_added_after_the_purchase.Open();
        var purchase = await shop.Buy();
        await shop.FinishOutbox(purchase.Grain.CompleteUpsell(Message(purchase)));
        await shop.DoDueWork();

        (await shop.FinishOutbox(purchase.Grain.CompleteUpsell(Message(purchase)))).Value!.Patches.ShouldBeEmpty();
        await shop.Pass(TimeSpan.FromSeconds(301));
        shop.Norce.Transitions(purchase.OrderId).Count(status => status == "completed").ShouldBe(1);
    }

    [Fact]
    public async Task Should_follow_nothing_without_a_window()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await shop.FinishOutbox(purchase.Grain.CompleteUpsell(Message(purchase)))).Value!.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_complete_later_when_qliro_is_unavailable()
    {
        await using var shop = await When_goods_are_added_after_the_purchase.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.GoDown();

        (await shop.FinishOutbox(purchase.Grain.CompleteUpsell(Message(purchase)))).Error.ShouldBeNull();
        await shop.Restart();
        await shop.DoDueWork();
        purchase.OrderStatus.ShouldBe("accepted");
        shop.Qliro.Faults.ComeUp();
        await shop.Pass(TimeSpan.FromSeconds(20));

        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_refuse_an_order_without_the_payment()
    {
        await using var shop = await When_goods_are_added_after_the_purchase.Open();
        var purchase = await shop.Buy();

        (await purchase.Grain.CompleteUpsell(new() { Order = new() })).Error!.Code.ShouldBe("payment-not-found");
    }

    internal static CompleteUpsell Message(Purchase purchase)
        => new() { Order = purchase.NorceOrder.Deserialize<NorceOrder>(NorceJson.Options)! };
}
