using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Recurring;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_a_card_is_saved
{
    private const string Id = "7f000000-0000-0000-0000-00000000000a";
    private const string Published = """{"id":"7F000000-0000-0000-0000-00000000000A","brandName":"VISA","expiryYear":30,"expiryMonth":4,"bin":"400000","last4Digits":"0002","maskedNumber":"400000******0002"}""";
    private const string Pushed = """{"Id":"7F000000-0000-0000-0000-00000000000A","CardBin":"400000","CardLast4Digits":"0002","CardExpiryYear":"2030","CardExpiryMonth":"4","CardBrandName":"VISA","Timestamp":"2026-01-02T03:04:05.678"}""";

    [Theory]
    [InlineData(Published)]
    [InlineData(Pushed)]
    [Trait("norce", "42")]
    public async Task Should_put_the_same_on_the_norce_payment_whichever_spelling_it_came_in(string body)
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.Buy();

        (await Save(purchase, body)).Error.ShouldBeNull();

        var recurring = purchase.Recurring!;
        purchase.Token.ShouldBe(Id);
        ((string?)recurring["description"]).ShouldBe("400000******0002");
        JsonNode.DeepEquals(recurring["attributes"], JsonNode.Parse(
            """{"brandName":"VISA","expiryYear":2030,"expiryMonth":4,"bin":"400000","last4Digits":"0002"}""")).ShouldBeTrue(recurring.ToJsonString());
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    [Trait("qliro", "48")]
    public async Task Should_come_from_a_first_purchase_by_card()
    {
        await using var shop = await Subscription.Open();

        var purchase = await shop.BuyByCard();

        Guid.TryParse(purchase.Token, out _).ShouldBeTrue();
        shop.Callbacks.Received.ShouldContain("save-recurring-details");
        shop.Qliro.Request(purchase.QliroOrderId)["OrderItems"]!.AsArray()
            .ShouldAllBe(line => (bool)line!["Metadata"]!["Subscription"]!["Enabled"]!);
    }

    [Fact]
    public async Task Should_be_asked_for_only_when_the_channel_wants_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Request(purchase.QliroOrderId)["MerchantSavedCreditCardPushUrl"].ShouldBeNull();

        (await Save(purchase, Pushed)).Error.ShouldBeNull();

        purchase.Recurring.ShouldBeNull();
        (await purchase.Stored()).Recurring.ShouldBeNull();
        (await purchase.Timeline()).ShouldContain(row => row.Summary.Contains("Saved card ignored"));
    }

    [Fact]
    public async Task Should_keep_an_invoice_customer_by_the_method()
    {
        await using var shop = await Subscription.Open();

        var purchase = await shop.Buy();

        purchase.Token.ShouldBe("QLIRO_INVOICE");
        ((string?)purchase.Recurring!["description"]).ShouldBe("QLIROPAYLATER_INVOICE30");
    }

    [Fact]
    [Trait("qliro", "48")]
    public async Task Should_be_saved_before_the_purchase_is_pushed()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();

        (await Save(purchase, Pushed)).Error.ShouldBeNull();

        purchase.Token.ShouldBe(Id);
        purchase.NorceState.ShouldBe("intent");
    }

    [Fact]
    [Trait("qliro", "48")]
    public async Task Should_change_nothing_when_it_comes_twice()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.Buy();
        await Save(purchase, Pushed);
        var calls = shop.Process.Calls;

        (await Save(purchase, Pushed.Replace("VISA", "Visa"))).Error.ShouldBeNull();

        shop.Process.Calls.ShouldBe(calls);
    }

    [Fact]
    [Trait("qliro", "48")]
    public async Task Should_not_be_received_for_a_payment_nobody_knows()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddOrder();

        var saved = await Save(new Purchase(shop, orderId, "pUnknown"), Pushed);

        saved.Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
    }

    [Fact]
    public async Task Should_be_passed_over_for_a_removed_payment()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();
        await purchase.Grain.Remove(new());

        (await Save(purchase, Pushed)).Error.ShouldBeNull();

        purchase.Recurring.ShouldBeNull();
    }

    [Fact]
    public async Task Should_be_passed_over_when_it_is_about_another_qliro_order()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();

        (await Save(purchase, Pushed.Replace("{\"Id\"", "{\"OrderId\":\"1\",\"Id\""))).Error.ShouldBeNull();

        purchase.Recurring.ShouldBeNull();
    }

    [Fact]
    public async Task Should_refuse_a_card_without_an_id()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();

        (await Save(purchase, """{"CardBrandName":"Visa"}""")).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
    }

    [Fact]
    public async Task Should_reach_norce_later_when_it_is_unavailable()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.Buy();
        shop.Norce.Faults.On("*", "/orders/").Answer(401, times: 1000);
        (await Save(purchase, Pushed)).Error.ShouldBeNull();
        await shop.Restart();

        shop.Norce.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));

        purchase.Token.ShouldBe(Id);
    }

    [Fact]
    public async Task Should_be_known_from_the_purchase_when_its_push_is_lost()
    {
        await using var shop = await Subscription.Open();
        shop.Qliro.PushSwitches.Drop = push => push.Url.Contains("save-recurring-details", StringComparison.Ordinal);

        var purchase = await shop.BuyByCard();

        Guid.TryParse(purchase.Token, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_leave_no_token_where_people_read()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.Buy();
        await Save(purchase, Pushed);

        (await purchase.Timeline()).ShouldAllBe(row => !row.Summary.Contains(Id, StringComparison.OrdinalIgnoreCase));
        (await purchase.Stored()).ToString().ShouldNotContain(Id, Case.Insensitive);
    }

    /// <summary>Rows are stored in clear and outlive an erase, and who may only read sees them.</summary>
    [Theory]
    [InlineData(Published)]
    [InlineData(Pushed)]
    public async Task Should_leave_no_digits_of_the_card_in_the_timeline(string body)
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.Buy();
        await Save(purchase, body);

        var saved = (await purchase.Timeline()).Where(row => row.Summary.StartsWith("Saved for later", StringComparison.Ordinal));
        saved.Select(row => row.Summary).ShouldBe(
            ["Saved for later charges: a card.", "Saved for later charges: the customer of an invoice."], ignoreOrder: true);
        (await purchase.Timeline()).ShouldAllBe(row => !row.Summary.Contains("0002") && !row.Summary.Contains("400000"));
    }

    private static Task<Outcome<Done>> Save(Purchase purchase, string body) => purchase.Grain.SaveRecurringDetails(
        new() { Card = JsonSerializer.Deserialize<QliroSavedCard>(body, QliroJson.Options)! });
}
