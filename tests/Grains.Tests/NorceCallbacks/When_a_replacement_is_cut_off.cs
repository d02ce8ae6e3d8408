using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

/// <summary>
/// The calls of a replacement are: the refused update, the new order, and the look-up when its answer is lost.
/// </summary>
public sealed class When_a_replacement_is_cut_off
{
    [Fact]
    public async Task Should_find_the_new_order_whose_answer_was_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await Outlived(shop);
        shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeTrue();

        shop.Qliro.OrderIds.Count.ShouldBe(2);
        (purchase.QliroOrderId, purchase.QliroTotal).ShouldBe((shop.Qliro.OrderIds[^1], 375m));
    }

    [Theory]
    [InlineData("PUT", "/Orders/", false)]
    [InlineData("PUT", "/Orders/", true)]
    [InlineData("POST", "/Orders", false)]
    [InlineData("POST", "/Orders", true)]
    public async Task Should_end_with_one_new_order_after_a_crash(string method, string path, bool wasDone)
    {
        await using var shop = await Shop.Open();
        var purchase = await Outlived(shop);
        var fault = shop.Qliro.Faults.On(method, path);
        _ = wasDone ? fault.LoseAnswer() : fault.LoseRequest();
        shop.Qliro.Faults.On("GET", "/Orders").LoseRequest(times: 10);

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        await shop.Restart();
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromSeconds(20));
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 4))).IsSuccess.ShouldBeTrue();

        shop.Qliro.OrderIds.Count.ShouldBe(2);
        (purchase.QliroOrderId, purchase.QliroTotal, purchase.NorceAmount).ShouldBe((
            shop.Qliro.OrderIds[^1], 500m, 500m));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    /// <summary>A creation that is given up may still be carried out, beside the next one.</summary>
    [Fact]
    public async Task Should_not_begin_a_creation_that_it_cannot_wait_for()
    {
        await using var shop = await Shop.Open();
        var purchase = await Outlived(shop);
        shop.Qliro.Faults.On("POST", "/Orders").LoseRequest();
        shop.Qliro.Faults.On("GET", "/Orders").LoseRequest(times: 10);
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        shop.Qliro.Faults.Clear();
        shop.Qliro.Log.Clear();
        shop.Qliro.Faults.On("GET", "/Orders").Delay(TimeSpan.FromSeconds(2));

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        shop.Qliro.Log.All.ShouldNotContain(call => call.Method == "POST");
        await shop.Pass(TimeSpan.FromSeconds(20));
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 4))).IsSuccess.ShouldBeTrue();

        shop.Qliro.OrderIds.Count.ShouldBe(2);
        purchase.QliroTotal.ShouldBe(500m);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_end_with_one_new_order_wherever_the_process_dies(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await Outlived(shop);
            shop.Mishaps.DieAt(step, done);
            await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));
            if (!shop.Mishaps.HasStruck)
            {
                step.ShouldBeGreaterThan(4);
                return;
            }

            await shop.Restart();
            await shop.Pass(TimeSpan.FromMinutes(16), steps: 20);
            (await shop.FinishOutbox(
                shop.Norce.ChangeQuantity(purchase.OrderId, 0, 4))).IsSuccess.ShouldBeTrue($"step {step}");

            shop.Qliro.OrderIds.Count.ShouldBe(2, $"step {step}");
            (purchase.QliroOrderId, purchase.QliroTotal, purchase.NorceAmount)
                .ShouldBe((shop.Qliro.OrderIds[^1], 500m, 500m), $"step {step}");
        }
    }

    [Fact]
    public async Task Should_not_use_an_order_that_was_opened_for_another_market()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => (order["currency"], order["country"]) = ("EUR", "FI"));
        shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();
        shop.Qliro.Faults.On("GET", "/Orders").LoseRequest(times: 10);
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        shop.Qliro.Faults.Clear();

        shop.Norce.Overwrite(purchase.OrderId, order => (order["currency"], order["country"]) = ("SEK", "SE"));
        await shop.Pass(TimeSpan.FromSeconds(20));

        ((string)shop.Qliro.Order(purchase.QliroOrderId)["Currency"]!).ShouldBe("SEK");
        (purchase.QliroTotal, purchase.NorceAmount).ShouldBe((250m, 250m));
    }

    private static async Task<Purchase> Outlived(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Expire(purchase.QliroOrderId);
        return purchase;
    }
}
