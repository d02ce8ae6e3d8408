using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.NorceSync;

/// <summary>What Norce refuses of a purchase holds back nothing that does not need it.</summary>
public sealed class When_norce_refuses_one_part
{
    private const string Refusal = """{"code":"order-bad-request","message":"no"}""";

    [Theory, Trait("norce", "61")]
    [InlineData("PUT", "/customer/billing", OutboxKind.CopyBillingAddress)]
    [InlineData("PUT", "/customer/shipping", OutboxKind.CopyShippingAddress)]
    [InlineData("POST", "/actions", OutboxKind.WriteActions)]
    [InlineData("POST", "/shippings", OutboxKind.CopyDelivery)]
    public async Task Should_finish_the_rest_and_park_that_part(string method, string path, OutboxKind kind)
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await Bought(shop);
        shop.Norce.Faults.On(method, path).Answer(400, Refusal, times: 100);

        await shop.Qliro.FlushPushes();
        await shop.Pass(TimeSpan.FromMinutes(2));

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
        var parked = (await purchase.Stored()).Outbox.ShouldHaveSingleItem();
        (parked.Kind, parked.IsParked).ShouldBe((kind, true));
        if (kind != OutboxKind.WriteActions) purchase.Actions.ShouldBe(["capture", "cancel"]);
        if (kind != OutboxKind.CopyBillingAddress)
            ((string?)purchase.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Testa");
        if (kind != OutboxKind.CopyShippingAddress)
            ((string?)purchase.NorceOrder["customer"]!["shipping"]!["givenName"]).ShouldBe("Testa");
    }

    [Theory]
    [InlineData("PUT", "/customer/billing")]
    [InlineData("PUT", "/customer/shipping")]
    [InlineData("POST", "/actions")]
    [InlineData("POST", "/shippings")]
    public async Task Should_bring_that_part_when_an_operator_resumes_it(string method, string path)
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await Bought(shop);
        shop.Norce.Faults.On(method, path).Answer(400, Refusal, times: 1);
        await shop.Qliro.FlushPushes();

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromSeconds(20));

        (await purchase.Stored()).Outbox.ShouldBeEmpty();
        ((string?)purchase.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Testa");
        ((string?)purchase.NorceOrder["customer"]!["shipping"]!["givenName"]).ShouldBe("Testa");
        ((string?)((JsonArray)purchase.NorceOrder["shippings"]!).ShouldHaveSingleItem()!["state"]).ShouldBe(
            "confirmed");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((299m, 299m));
    }

    [Theory]
    [InlineData("PUT", "/customer/billing")]
    [InlineData("POST", "/actions")]
    public async Task Should_not_wait_for_another_adapters_hook(string method, string path)
    {
        await using var shop = await Shop.Open(Integrated);
        var purchase = await Bought(shop);
        shop.Norce.Faults.On(method, path).Answer(
            400, """{"code":"order-validation","message":"a hook said no"}""", times: 2);

        await shop.Qliro.FlushPushes();
        var (state, status) = (purchase.NorceState, purchase.OrderStatus);
        await shop.Pass(TimeSpan.FromMinutes(2));

        (state, status).ShouldBe(("reserved", "completed"));
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
        ((string?)purchase.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Testa");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
    }

    [Fact]
    public async Task Should_copy_the_other_address_and_the_answers_while_the_frame_is_open()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new());
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: true, identityVerified: false);
        shop.Norce.Faults.On("PUT", "/customer/billing").Answer(400, Refusal, times: 1);

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldNotBeNull();

        ((string?)purchase.NorceOrder["customer"]!["shipping"]!["givenName"]).ShouldBe("Testa");
        ((bool?)purchase.NorcePayment["attributes"]?["qliroNewsletterSignup"]).ShouldBe(true);
    }

    /// <summary>Bought with a delivery, without our having been asked; nothing of it is at Norce yet.</summary>
    private static async Task<Purchase> Bought(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SelectShipping(purchase.QliroOrderId, new("post", "Postombud", 49m, 39.20m));
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        return purchase;
    }

    private static void Integrated(JsonObject document) => document["options"]!["useIntegratedShipping"] = true;
}
