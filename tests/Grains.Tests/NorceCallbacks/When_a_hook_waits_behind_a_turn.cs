using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

public sealed class When_a_hook_waits_behind_a_turn
{
    [Theory]
    [InlineData(BusyOrder.Wait)]
    [InlineData(BusyOrder.Refuse)]
    public async Task Should_be_answered_soon_though_a_push_waits_for_a_slow_norce(BusyOrder busy)
    {
        await using var shop = await Shop.Open();
        shop.Norce.Options.BusyOrder = busy;
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        var fault = shop.Norce.Faults.On("GET", purchase.OrderId).Hold();
        var pushing = purchase.Grain.ReceivePush(new());
        await fault.Arrived;
        var hookStarted = shop.Clock.GetUtcNow();

        var changed = await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));

        changed.IsSuccess.ShouldBeFalse();
        (shop.Clock.GetUtcNow() - hookStarted).ShouldBeLessThan(TimeSpan.FromSeconds(4));
        fault.Release();
        (await shop.FinishOutbox(pushing)).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(1));
        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory]
    [InlineData(BusyOrder.Wait)]
    [InlineData(BusyOrder.Refuse)]
    public async Task Should_not_lock_up_when_norce_holds_the_order_for_the_hook(BusyOrder busy)
    {
        await using var shop = await Shop.Open();
        shop.Norce.Options.BusyOrder = busy;
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());
        var asking = shop.Qliro.Faults.On("GET", "/Orders/").Hold();
        var updating = purchase.Grain.UpdateCustomer(new());
        await asking.Arrived;
        var changing = shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);
        asking.Release();

        var started = shop.Clock.GetUtcNow();
        var changed = await shop.FinishOutbox(changing);
        await shop.FinishOutbox(updating);

        changed.IsSuccess.ShouldBeTrue();
        (shop.Clock.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromSeconds(6));
        await shop.Pass(TimeSpan.FromSeconds(30));
        purchase.QliroTotal.ShouldBe(375m);
        purchase.NorceAmount.ShouldBe(375m);
    }
}
