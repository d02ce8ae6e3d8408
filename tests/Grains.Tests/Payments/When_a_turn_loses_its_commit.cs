using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>
/// What the losing turn wrote at Norce has replaced what the other activation wrote, so this must be noticed and
/// repaired.
/// </summary>
public sealed class When_a_turn_loses_its_commit
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    public async Task Should_have_norce_rechecked_though_the_store_fails(int commitsBefore, int loads)
    {
        await using var shop = await Shop.Open();
        var purchase = await WithStaleSettling(shop);
        if (loads == 0) shop.Mishaps.FailNextCommitAfter(commitsBefore);
        else shop.Mishaps.Intrude(1, () => FailLoads(shop, loads));

        await Should.ThrowAsync<IOException>(shop.FinishOutbox(purchase.Grain.Continue(new())));
        purchase.NorceState.ShouldBe("reserved");
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("captured");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    /// <summary>It starts again, and nobody else knows what it wrote.</summary>
    [Fact]
    public async Task Should_have_norce_rechecked_though_the_process_dies_right_afterwards()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        var read = shop.Norce.Faults.On("GET", purchase.OrderId).HoldAnswer();
        var push = purchase.Grain.ReceivePush(new());
        await read.Arrived;
        var other = shop.OtherNode.Get(purchase.Key);
        await other.Continue(new());
        (await other.Capture(new())).Error.ShouldBeNull();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        (await other.Refresh(new())).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe("captured");
        // The steps are the commit that is lost and that of the recheck.
        shop.Mishaps.Intrude(1, () =>
        {
            shop.Mishaps.DieAt(2, done: true);
            return Task.CompletedTask;
        });

        read.Release();
        await Should.ThrowAsync<ProcessDiedException>(shop.FinishOutbox(push));
        purchase.NorceState.ShouldBe("reserved");
        await shop.Restart();
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("captured");
    }

    /// <summary>The other activation wrote what it knew, and died before it could notice that it was too late.</summary>
    [Fact]
    public async Task Should_have_norce_rechecked_though_the_other_activation_dies()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Mishaps.Intrude(1, () => shop.OtherNode.Get(purchase.Key).Refresh(new()));
        await purchase.CaptureNow();
        await shop.Pass(TimeSpan.FromSeconds(3));
        purchase.NorceState.ShouldBe("captured");

        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "reserved");
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("captured");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_ask_a_store_that_stays_silent_for_ever()
    {
        await using var shop = await Shop.Open();
        var purchase = await WithStaleSettling(shop);
        shop.Mishaps.Intrude(1, () => FailLoads(shop, 1000));

        await Should.ThrowAsync<IOException>(shop.FinishOutbox(purchase.Grain.Continue(new())));
    }

    [Fact]
    public async Task Should_answer_a_hook_within_the_time_of_one_turn()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Faults.On("PUT", "/Orders/").Delay(TimeSpan.FromSeconds(30), times: 4);
        shop.Mishaps.Intrude(1, () => shop.OtherNode.Get(purchase.Key).UpdateCustomer(new()));
        var asked = shop.Clock.GetUtcNow();

        var answer = await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));

        answer.IsSuccess.ShouldBeFalse();
        (shop.Clock.GetUtcNow() - asked).ShouldBeLessThan(TurnLimits.Hook + TimeSpan.FromSeconds(1));
    }

    /// <summary>
    /// One node still wants Norce to show a reservation that the other node has captured and written.
    /// </summary>
    private static async Task<Purchase> WithStaleSettling(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        var unavailable = shop.Norce.Faults.On("GET", purchase.OrderId).Answer(500, times: 100);
        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
        unavailable.Hits.ShouldBeGreaterThan(0);
        shop.Norce.Faults.Clear();
        shop.Clock.Advance(TimeSpan.FromSeconds(10));

        var other = shop.OtherNode.Get(purchase.Key);
        await shop.FinishOutbox(other.Continue(new()));
        purchase.NorceState.ShouldBe("reserved");
        (await shop.FinishOutbox(other.Capture(new()))).Error.ShouldBeNull();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        (await shop.FinishOutbox(other.Refresh(new()))).Error.ShouldBeNull();
        purchase.NorceState.ShouldBe("captured");
        return purchase;
    }

    private static Task FailLoads(Shop shop, int many)
    {
        shop.Mishaps.FailLoads(many);
        return Task.CompletedTask;
    }
}
