using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Outbox;

public sealed class When_two_nodes_do_the_same_due_work
{
    [Fact]
    public async Task Should_not_look_again_for_what_the_other_has_just_tried()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.GoDown(Outage.Unavailable);
        await shop.FinishOutbox(shop.Grains.Get(purchase.Key).Remove(new()));
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();

        await shop.FinishOutbox(shop.OtherNode.Continue(purchase.Key.ToString()));

        shop.Norce.Log.All.ShouldBeEmpty();
        shop.Qliro.Log.All.ShouldBeEmpty();
    }

    /// <summary>The other node has finished it, so that the payment waits for nothing more.</summary>
    [Fact]
    public async Task Should_not_look_again_at_what_is_finished()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await shop.Pass(TimeSpan.FromMinutes(1));
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();

        await shop.FinishOutbox(shop.OtherNode.Continue(purchase.Key.ToString()));

        shop.Norce.Log.All.ShouldBeEmpty();
        shop.Qliro.Log.All.ShouldBeEmpty();
    }

    /// <summary>The last look at a checkout, three days after its beginning: a push was lost, and nobody else asks.</summary>
    [Fact]
    public async Task Should_still_look_at_a_payment_that_somebody_asked_about_when_it_was_due()
    {
        await using var shop = await Shop.Open(null, ("Reconciliation:IntervalSeconds", "21600"));
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.DoDueWork();
        shop.Clock.Advance(TimeSpan.FromHours(91));

        (await purchase.Grain.Capture(new())).Error.ShouldNotBeNull();
        await shop.DoDueWork();

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
    }

    /// <summary>The push was lost, and a shop that tries to capture every ten minutes postpones nothing.</summary>
    [Fact]
    public async Task Should_look_at_a_payment_that_somebody_asks_about_again_and_again()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.DoDueWork();
        for (var minutes = 10; minutes <= 30 && purchase.NorceState != "reserved"; minutes += 10)
        {
            await shop.Pass(TimeSpan.FromMinutes(10), steps: 1);
            await purchase.Grain.Capture(new());
        }

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
    }
}
