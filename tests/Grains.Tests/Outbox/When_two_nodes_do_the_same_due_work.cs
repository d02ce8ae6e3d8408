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
}
