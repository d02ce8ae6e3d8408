using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>What it wrote at Norce stands there, so the turn that takes its place must come to store that.</summary>
public sealed class When_a_turn_is_overtaken
{
    [Fact]
    public async Task Should_come_to_its_end_though_the_store_fails_at_its_next_load()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Mishaps.Intrude(1, async () =>
        {
            await shop.OtherNode.Get(purchase.Key).UpdateCustomer(new());
            shop.Mishaps.FailLoads(2);
        });

        (await shop.Settle(purchase.Grain.Refresh(new()))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_ask_a_store_that_stays_silent_for_ever()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Mishaps.Intrude(1, async () =>
        {
            await shop.OtherNode.Get(purchase.Key).UpdateCustomer(new());
            shop.Mishaps.FailLoads(3);
        });

        await Should.ThrowAsync<IOException>(shop.Settle(purchase.Grain.Refresh(new())));
    }

    [Fact]
    public async Task Should_answer_a_hook_within_the_time_of_one_turn()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").Delay(TimeSpan.FromSeconds(30), times: 4);
        shop.Mishaps.Intrude(1, () => shop.OtherNode.Get(purchase.Key).UpdateCustomer(new()));
        var asked = shop.Clock.GetUtcNow();

        var answer = await shop.Settle(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));

        answer.IsSuccess.ShouldBeFalse();
        (shop.Clock.GetUtcNow() - asked).ShouldBeLessThan(TurnLimits.Hook + TimeSpan.FromSeconds(1));
    }
}
