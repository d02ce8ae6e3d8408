using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.ClientEvents;

public sealed class When_the_customer_changes_in_qliros_frame
{
    [Fact, Trait("norce", "38"), Trait("qliro", "44")]
    public async Task Should_copy_a_company_and_keep_what_is_masked()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["customer"]!["shipping"] = NorceOrders.Address();
        var purchase = await shop.OpenCheckout(order);
        shop.Qliro.SetCustomer(purchase.QliroOrderId,
            new() { IsCompany = true, CompanyName = "Bolaget AB", PersonalNumber = "556036-0793" });
        shop.Qliro.SetAddresses(purchase.QliroOrderId,
            (JsonObject)shop.Qliro.Order(purchase.QliroOrderId)["BillingAddress"]!.DeepClone(),
            new JsonObject { ["FirstName"] = "A***", ["Street"] = "S*****", ["PostalCode"] = null });

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        var customer = purchase.NorceOrder["customer"]!;
        ((string?)customer["billing"]!["type"]).ShouldBe("organization");
        ((string?)customer["billing"]!["organizationName"]).ShouldBe("Bolaget AB");
        ((string?)customer["billing"]!["organizationIdentificationNumber"]).ShouldBe("556036-0793");
        ((string?)customer["shipping"]!["streetAddress"]).ShouldBe("Storgatan 1");
        ((string?)customer["shipping"]!["givenName"]).ShouldBe("Anna");
    }

    [Fact, Trait("norce", "39")]
    public async Task Should_follow_a_total_that_another_adapter_changes_in_answer()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Norce.AddHook(purchase.OrderId, "norce_adapter", "/customer", "/cart",
            order => HookReply.Replace("/cart/total", NorceOrders.Price(300m, 0.25m)));
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        purchase.NorceAmount.ShouldBe(300m);
        purchase.QliroTotal.ShouldBe(300m);
    }

    [Fact, Trait("qliro", "45")]
    public async Task Should_change_nothing_before_anybody_is_known()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_what_the_customer_answered()
    {
        await using var shop = await Shop.Open(document => document["options"]!["requireIdentityVerification"] = true);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: true, identityVerified: false);

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();
        var before = Answers(purchase);
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: null, identityVerified: true);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        before.ShouldBe((true, false));
        Answers(purchase).ShouldBe((true, true));
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_say_nothing_of_questions_that_nobody_asked()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());

        await purchase.Grain.UpdateCustomer(new());

        Answers(purchase).ShouldBe((null, null));
    }

    [Fact]
    public async Task Should_write_nothing_twice()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: false, identityVerified: false);
        await purchase.Grain.UpdateCustomer(new());
        shop.Norce.Log.Clear();

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    private static (bool?, bool?) Answers(Purchase purchase)
        => ((bool?)purchase.NorcePayment["attributes"]?["qliroNewsletterSignup"],
            (bool?)purchase.NorcePayment["attributes"]?["qliroIdentityVerified"]);
}
