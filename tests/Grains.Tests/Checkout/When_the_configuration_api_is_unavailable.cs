using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>Norce's Configuration API fails; Norce's other services and Qliro continue to work.</summary>
public sealed class When_the_configuration_api_is_unavailable
{
    private const string Documents = "/configurations/";

    [Fact]
    public async Task Should_sell_for_an_hour_and_over_a_restart_in_it()
    {
        await using var shop = await Shop.Open();
        await shop.Buy();
        shop.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);

        for (var minute = 10; minute <= 60; minute += 10)
        {
            await shop.Pass(TimeSpan.FromMinutes(10));
            if (minute == 30) await shop.Restart();

            var purchase = await shop.OpenCheckout();
            (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
            await shop.Qliro.FlushPushes();
            await shop.DoDueWork();
            shop.Norce.Status(purchase.OrderId).ShouldBe("completed");
        }
    }

    [Fact]
    [Trait("norce", "66")]
    public async Task Should_sell_and_capture_after_five_hours()
    {
        await using var shop = await Shop.Open();
        await shop.Buy();
        shop.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);
        await shop.Pass(TimeSpan.FromHours(5));

        var purchase = await shop.OpenCheckout();
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        shop.Norce.Status(purchase.OrderId).ShouldBe("completed");
    }

    [Fact]
    [Trait("norce", "66")]
    public async Task Should_refuse_a_channel_that_was_never_read()
    {
        await using var shop = await Shop.Open();
        shop.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);

        (await shop.Create(shop.AddOrder())).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
    }

    [Fact]
    public async Task Should_refuse_what_needs_the_document_once_it_is_too_old()
    {
        await using var shop = await Shop.Open(more: ("Norce:ConfigurationStaleHours", "1"));
        await shop.Buy();
        shop.Norce.Faults.On("GET", Documents).Answer(503, times: int.MaxValue);
        shop.Clock.Advance(TimeSpan.FromMinutes(70));

        (await shop.Create(shop.AddOrder())).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);

        shop.Norce.Faults.Clear();
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        (await shop.Create(shop.AddOrder())).Error.ShouldBeNull();
    }
}
