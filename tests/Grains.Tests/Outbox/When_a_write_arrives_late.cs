using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Outbox;

/// <summary>A write to Norce that got no answer may arrive after a later one.</summary>
public sealed class When_a_write_arrives_late
{
    [Fact]
    public async Task Should_show_what_is_true_in_the_end()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Norce.Faults.On("PUT", $"{purchase.OrderId}/payments/").LoseRequest();
        await purchase.CaptureNow();
        await shop.Pass(TimeSpan.FromSeconds(3));
        purchase.NorceState.ShouldBe("captured");

        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "reserved");
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("captured");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_show_the_purchase_when_the_write_of_its_saved_card_comes_last()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(
            purchase.QliroOrderId, method: "CREDITCARDS", typeCode: null))).Accepted.ShouldBeTrue();
        shop.Norce.Faults.On("PUT", $"{purchase.OrderId}/payments/").LoseRequest();
        (await purchase.Grain.SaveRecurringDetails(new()
        {
            Card = new() { Id = Masked.Of("7f000000-0000-0000-0000-00000000000a"), CardLast4Digits = "0002" },
        })).Error.ShouldBeNull();
        await shop.Qliro.FlushPushes();
        await shop.Pass(TimeSpan.FromSeconds(3));
        purchase.NorceState.ShouldBe("reserved");
        purchase.Token.ShouldNotBeNull();

        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "processing");
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("reserved");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_show_the_purchase_when_a_write_of_an_attempt_before_it_comes_last()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("PUT", $"{purchase.OrderId}/payments/").LoseRequest();
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeFalse();
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.Pass(TimeSpan.FromSeconds(3));
        purchase.NorceState.ShouldBe("reserved");

        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "processing");
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("reserved");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }
}
