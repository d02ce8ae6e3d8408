using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// A creation that still runs after <c>Schedule.CreationTimeout</c> is found due, by order and by payment, and its due
/// work waits in the queue behind it. When its turn comes there is nothing to do, and it must not read the partners
/// needlessly, because hooks of the new checkout wait behind it.
/// </summary>
public sealed class When_a_creation_takes_long
{
    [Fact]
    public async Task Should_ask_nobody_anything_after_it()
    {
        await using var shop = await Shop.Open();
        await shop.OpenCheckout();
        var calls = await Calls(shop, () => shop.OpenCheckout());
        var opening = shop.Qliro.Faults.On("POST", "/Orders").Hold();
        var before = CallsSoFar(shop);
        var orderId = shop.AddOrder();
        var creating = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await opening.Arrived;
        shop.Clock.Advance(TimeSpan.FromSeconds(6));
        var due = await shop.Store.Due(shop.Clock.GetUtcNow(), 10, CancellationToken.None);
        var continuing = due.Select(shop.Grains.Continue).ToList();

        opening.Release();
        (await shop.FinishOutbox(creating)).Error.ShouldBeNull();
        foreach (var one in continuing) await shop.FinishOutbox(one);

        due.Count.ShouldBe(2);
        CallsSoFar(shop).ShouldBe(before + calls, "as many as a creation that takes no time");
    }

    [Fact]
    public async Task Should_still_look_when_the_time_has_come()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await purchase.Grain.Continue(new());
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromMinutes(20));

        purchase.NorceState.ShouldBe("reserved");
    }

    private static int CallsSoFar(Shop shop) => shop.Norce.Log.All.Count + shop.Qliro.Log.All.Count;

    private static async Task<int> Calls(Shop shop, Func<Task> work)
    {
        var before = CallsSoFar(shop);
        await work();
        return CallsSoFar(shop) - before;
    }
}
