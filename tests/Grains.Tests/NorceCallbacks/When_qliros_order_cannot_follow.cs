using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

public sealed class When_qliros_order_cannot_follow
{
    [Fact]
    [Trait("qliro", "19")]
    public async Task Should_let_another_replace_it_within_the_hook()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeTrue();

        purchase.QliroOrderId.ShouldNotBe(old);
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((375m, 375m));
        References(shop).Distinct().Count().ShouldBe(2);
        (await purchase.Stored()).QliroOrders.ShouldBe(2);
        foreach (var id in new[] { old, purchase.QliroOrderId })
        {
            (await shop.Store.Find(new() { Text = $"{id}" }, default)).ShouldHaveSingleItem($"an operator looks for {id}")
                .Key.ShouldBe(purchase.Key.ToString());
        }
    }

    [Theory]
    [InlineData(404, """{"ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"gone"}""")]
    [InlineData(400, """{"ErrorCode":"MERCHANT_MISMATCH","ErrorMessage":"not yours"}""")]
    public async Task Should_do_the_same_when_qliro_has_none(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Faults.On("PUT", $"/Orders/{old}").Answer(status, body);

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeTrue();

        purchase.QliroOrderId.ShouldNotBe(old);
        purchase.QliroTotal.ShouldBe(375m);
    }

    [Fact]
    public async Task Should_never_sell_the_replaced_one()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);
        await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 2));
        await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));
        shop.Qliro.SetAddresses(old, null, null);

        var pressed = await shop.Grains.Get(purchase.Key).Validate(new()
        {
            Order = new()
            {
                OrderId = Qliro.QliroOrderId.Of(old),
                OrderItems = [new() { Quantity = 3, PricePerItemIncVat = 125m }]
            },
        });

        pressed.Value!.IsApproved.ShouldBeFalse();
        await shop.DoDueWork();
        (purchase.OrderStatus, purchase.NorceState).ShouldBe(("checkout", "intent"));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_park_a_replaced_one_that_was_bought_all_the_same()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Faults.On("PUT", $"/Orders/{old}").Answer(404, """{"ErrorCode":"ORDER_NOT_FOUND"}""");
        await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3));
        // Qliro takes an unknown answer for an approval.
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(old)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        await shop.Qliro.FlushPushes();

        var parked = (await purchase.Stored()).Outbox.Single(entry => entry.IsParked);

        parked.Problem!.ShouldContain($"Qliro order {old} was bought");
        (purchase.OrderStatus, purchase.NorceState).ShouldBe(("checkout", "intent"));
    }

    [Fact]
    public async Task Should_refuse_the_change_and_enqueue_it_when_no_time_is_left()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);
        shop.Qliro.Faults.On("PUT", "/Orders/").Delay(TimeSpan.FromSeconds(2.5));
        var change = shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);

        (await shop.FinishOutbox(change)).IsSuccess.ShouldBeFalse();
        purchase.QliroOrderId.ShouldBe(old);
        await shop.DoDueWork();
        purchase.QliroOrderId.ShouldNotBe(old);
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((250m, 250m));
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_be_brought_back_in_step_when_norce_throws_the_change_away()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Expire(purchase.QliroOrderId);
        await shop.Norce
            .AddHook(purchase.OrderId, "zz_adapter", "/cart", "/cart", _ => Sandbox.Norce.HookReply.Refused());

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeFalse();
        await shop.Pass(TimeSpan.FromSeconds(20));

        purchase.QliroOrderId.ShouldBe(shop.Qliro.OrderIds[^1]);
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((250m, 250m));
    }

    [Fact]
    [Trait("qliro", "18")]
    public async Task Should_open_another_for_another_currency_and_country()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        Move(shop, purchase, "EUR", "FI");

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 1))).IsSuccess.ShouldBeTrue();
        await shop.Pass(TimeSpan.FromSeconds(20));

        var opened = shop.Qliro.Order(purchase.QliroOrderId);
        ((string)opened["Currency"]!, (string)opened["Country"]!, purchase.QliroTotal).ShouldBe(("EUR", "FI", 125m));
        ((string?)purchase.NorcePayment["currency"], purchase.NorceAmount).ShouldBe(("EUR", 125m));
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    [Trait("qliro", "18")]
    public async Task Should_keep_the_order_when_qliro_does_not_sell_in_that_market()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        Move(shop, purchase, "USD", "US");

        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 1))).IsSuccess.ShouldBeFalse();
        Move(shop, purchase, "SEK", "SE");
        (await shop.FinishOutbox(shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3))).IsSuccess.ShouldBeTrue();

        (purchase.QliroOrderId, purchase.QliroTotal).ShouldBe((old, 375m));
    }

    [Fact]
    [Trait("norce", "20")]
    public async Task Should_cover_nothing_when_a_voucher_covers_everything()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var puts = Puts(shop);

        await shop.Norce.AddVoucher(purchase.OrderId, 250m);

        purchase.NorceAmount.ShouldBe(0m);
        Puts(shop).ShouldBe(puts);
    }

    private static int Puts(Shop shop) => shop.Qliro.Log.Of("PUT", "/Orders/").Count;

    private static void Move(Shop shop, Purchase purchase, string currency, string country)
        => shop.Norce.Overwrite(purchase.OrderId, order => (order["currency"], order["country"]) = (currency, country));

    private static List<string> References(Shop shop)
        => [.. shop.Qliro.OrderIds.Select(id => (string)shop.Qliro.Order(id)["MerchantReference"]!)];
}
