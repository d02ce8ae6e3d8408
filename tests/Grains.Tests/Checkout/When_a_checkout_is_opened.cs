using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_checkout_is_opened
{
    [Fact, Trait("norce", "1")]
    public async Task Should_add_one_payment_with_qliros_reference()
    {
        await using var shop = await Shop.Open();

        var purchase = await shop.OpenCheckout();

        purchase.NorceState.ShouldBe("intent");
        purchase.NorceAmount.ShouldBe(250m);
        purchase.QliroTotal.ShouldBe(250m);
        ((string?)purchase.NorcePayment["adapterId"]).ShouldBe("qliro_checkout_adapter");
        ((string?)purchase.NorcePayment["type"]).ShouldBe("default");
        ((string?)purchase.NorcePayment["currency"]).ShouldBe("SEK");
    }

    [Fact]
    public async Task Should_read_nothing_of_norces_that_it_knows()
    {
        await using var shop = await Shop.Open();
        shop.Norce.Log.Clear();

        var purchase = await shop.OpenCheckout();

        // Before the payment is added, after it, and before its reference is written: each read decides something. No
        // trail can hold what is recorded then.
        shop.Norce.Log.Of("GET", purchase.OrderId).Select(read => read.Path.Split('/')[^1])
            .ShouldBe([purchase.OrderId, purchase.OrderId, purchase.OrderId]);
        shop.Norce.Log.Of("POST", "/transactions").Count.ShouldBe(1);
    }

    [Fact, Trait("norce", "1")]
    public async Task Should_register_hooks_that_name_the_payment()
    {
        await using var shop = await Shop.Open();

        var purchase = await shop.OpenCheckout();

        var hooks = (JsonArray)purchase.NorceOrder["hooks"]!;
        hooks.Select(hook => (string)hook!["subscribeTo"]!).ShouldBe(["/cart", "/shippings", "/payments", "/state"]);
        hooks.ShouldAllBe(hook => ((string)hook!["invoke"]!).Contains($"/payments/{purchase.PaymentId}/"));
        hooks.ShouldAllBe(hook => (string)hook!["adapterId"]! == "qliro_checkout_adapter");
    }

    [Theory]
    [InlineData("UpdatePayment", "update-payment")]
    [InlineData("CartChanged", "cart-changed")]
    public async Task Should_register_the_hook_the_channel_asks_for(string mode, string callback)
    {
        await using var shop = await Shop.Open(document => document["options"]!["hookMode"] = mode);

        var purchase = await shop.OpenCheckout();

        ((JsonArray)purchase.NorceOrder["hooks"]!).Select(hook => ((string)hook!["invoke"]!).Split('/')[^1])
            .ShouldBe([callback, callback, callback, "state-changed"]);
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((375m, 375m));
    }

    [Fact]
    public async Task Should_tell_qliro_how_the_channel_wants_it()
    {
        await using var shop = await Shop.Open(document => document["options"] = JsonNode.Parse(
            """
            {"primaryColor":"#112233","backgroundColor":"#445566","callToActionColor":"#778899",
             "callToActionHoverColor":"#AABBCC","cornerRadius":4,"buttonCornerRadius":5,"minimumCustomerAge":18,
             "requireIdentityVerification":true,"merchantConstraintName":"no-invoice","recurring":true,
             "loyaltyConfiguration":{"provider":"Voyado"}}
            """));

        var purchase = await shop.OpenCheckout();

        var request = shop.Qliro.Request(purchase.QliroOrderId);
        string[] look = ["PrimaryColor", "BackgroundColor", "CallToActionColor", "CallToActionHoverColor"];
        look.Select(name => (string?)request[name]).ShouldBe(["#112233", "#445566", "#778899", "#AABBCC"]);
        ((int)request["CornerRadius"]!, (int)request["ButtonCornerRadius"]!).ShouldBe((4, 5));
        ((int)request["MinimumCustomerAge"]!).ShouldBe(18);
        ((bool)request["RequireIdentityVerification"]!).ShouldBeTrue();
        ((string?)request["MerchantConstraintName"]).ShouldBe("no-invoice");
        ((string?)request["LoyaltyConfiguration"]!["provider"]).ShouldBe("Voyado");
        ((string?)request["MerchantSavedCreditCardPushUrl"])!.ShouldContain("/save-recurring-details?");
    }

    [Fact, Trait("norce", "1")]
    public async Task Should_say_who_writes_in_every_write()
    {
        await using var shop = await Shop.Open();

        await shop.OpenCheckout();

        shop.Norce.Log.Writes.ShouldNotBeEmpty();
        shop.Norce.Log.Writes.ShouldAllBe(write => write.Header("x-merchant") == Shop.Merchant
            && write.Header("x-channel") == Shop.Channel
            && write.Header("x-adapterid") == "qliro_checkout_adapter"
            && write.Header("Authorization").StartsWith("Bearer "));
    }

    [Fact, Trait("norce", "1")]
    public async Task Should_hand_out_qliros_snippet_unchanged()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();

        var created = await shop.Create(orderId);

        var snippet = (string)shop.Qliro.Order(shop.Qliro.OrderIds[0])["OrderHtmlSnippet"]!;
        created.Value!.HtmlSnippet.Reveal().ShouldBe(snippet);
    }

    [Fact, Trait("norce", "9")]
    public async Task Should_leave_what_vouchers_cover_to_them()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        await shop.Norce.AddVoucher(orderId, 100m);

        var created = await shop.Create(orderId);

        var purchase = new Purchase(shop, orderId, created.Value!.PaymentId);
        purchase.NorceAmount.ShouldBe(150m);
        purchase.QliroTotal.ShouldBe(150m);
    }

    [Fact]
    public async Task Should_take_in_a_cart_that_changed_before_its_hooks_were_there()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var hooking = shop.Norce.Faults.On("POST", "/hooks").Hold();
        var creating = shop.Create(orderId);
        await hooking.Arrived;
        await shop.Norce.ChangeQuantity(orderId, 0, 3);
        hooking.Release();
        var created = await creating;

        await shop.Pass(TimeSpan.FromSeconds(20));

        var purchase = new Purchase(shop, orderId, created.Value!.PaymentId);
        purchase.QliroTotal.ShouldBe(375m);
        purchase.NorceAmount.ShouldBe(375m);
    }
}
