using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;

namespace QliroAdapter.Grains.Tests.NorceSync;

/// <summary>Qliro shows the shop's own order number once Norce has one.</summary>
public sealed class When_the_shop_has_an_order_number
{
    private const string Rename = "updatemerchantreference";

    [Theory]
    [InlineData("SO-100234")]
    [InlineData("100234")]
    public async Task Should_give_it_to_qliro_once(string number)
    {
        await using var shop = await Shop.Open();
        var purchase = await Numbered(shop, number);

        await Capture(purchase);
        (await purchase.Grain.Refund(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        ((string?)shop.Qliro.Order(purchase.QliroOrderId)["MerchantReference"]).ShouldBe(number);
        shop.Qliro.Log.Of("POST", Rename).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe("credited");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_try_again_and_hold_nothing_up_when_qliro_refuses()
    {
        await using var shop = await Shop.Open();
        var purchase = await Numbered(shop, "SO-1");
        shop.Qliro.Faults.On("POST", Rename).Answer(
            400, """{"ErrorCode":"INVALID_REQUEST","ErrorMessage":"no"}""", times: 2);

        await Capture(purchase);
        var (state, reference) = (purchase.NorceState, Reference(purchase));
        await shop.Pass(TimeSpan.FromMinutes(2));

        state.ShouldBe("captured");
        reference.ShouldNotBe("SO-1");
        Reference(purchase).ShouldBe("SO-1");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_look_before_it_repeats_what_was_not_answered()
    {
        await using var shop = await Shop.Open();
        var purchase = await Numbered(shop, "SO-1");
        shop.Qliro.Faults.On("POST", Rename).LoseAnswer(times: 1);

        await Capture(purchase);
        await shop.Pass(TimeSpan.FromMinutes(2));

        Reference(purchase).ShouldBe("SO-1");
        shop.Qliro.Log.Of("POST", Rename).Count.ShouldBe(1);
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026/17")]
    [InlineData("an-order-number-that-is-too-long")]
    public async Task Should_leave_what_qliro_cannot_take(string? number)
    {
        await using var shop = await Shop.Open();
        var purchase = await Numbered(shop, number);

        await Capture(purchase);

        shop.Qliro.Log.Of("POST", Rename).ShouldBeEmpty();
        (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.Kind == OutboxKind.GiveOrderNumber);
    }

    private static string? Reference(Purchase purchase)
        => (string?)purchase.Shop.Qliro.Order(purchase.QliroOrderId)["MerchantReference"];

    private static async Task<Purchase> Numbered(Shop shop, string? number)
    {
        var purchase = await shop.Buy();
        shop.Norce.Overwrite(purchase.OrderId, order => order["reference"] = number);
        return purchase;
    }

    private static async Task Capture(Purchase purchase)
    {
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();
    }
}
