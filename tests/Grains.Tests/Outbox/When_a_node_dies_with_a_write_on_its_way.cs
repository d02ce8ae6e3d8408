using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Outbox;

/// <summary>
/// Two nodes deliver the same entry: the first node's write reaches Norce last, and the node dies before its commit would
/// have told it that it was not alone.
/// </summary>
public sealed class When_a_node_dies_with_a_write_on_its_way
{
    [Fact]
    public async Task Should_read_norce_again_after_the_delivery_that_another_may_have_begun()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var late = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var first = purchase.Grain.Capture(new());
        await late.Arrived;
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        await shop.FinishOutbox(
            shop.OtherNode.Get(purchase.Key).ReceiveStatus(new()));
        purchase.NorceState.ShouldBe("captured");

        shop.Mishaps.DieAt(1, done: false);
        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(first);
        purchase.NorceState.ShouldBe("reserved");
        await shop.Restart();
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("captured");
    }

    /// <summary>The second node is the one that dies, and the first commits on without meeting it.</summary>
    [Fact]
    public async Task Should_read_norce_again_after_the_delivery_that_another_began_as_well()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        var slow = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var first = purchase.Grain.ReceivePush(new());
        await slow.Arrived;
        var late = shop.Norce.Faults.On("PUT", "/payments/").Hold();
        var second = shop.OtherNode.Continue(purchase.Key.ToString());
        await late.Arrived;
        shop.OtherMishaps.DieAt(1, done: false);
        slow.Release();
        (await shop.FinishOutbox(first)).Error.ShouldBeNull();
        (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");

        late.Release();
        await Should.ThrowAsync<ProcessDiedException>(second);
        purchase.NorceState.ShouldBe("reserved");
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("captured");
    }
}
