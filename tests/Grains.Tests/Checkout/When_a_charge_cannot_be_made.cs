using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_charge_cannot_be_made
{
    private const string Card = "00000000-0000-0000-0000-0000000000aa";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("4111111111111111")]
    [InlineData("QLIRO_SWISH")]
    public async Task Should_refuse_a_token_that_charges_nothing(string token)
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();

        (await shop.Charge(orderId, token)).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_an_unknown_order()
    {
        await using var shop = await Subscription.Open();
        (await shop.Charge("oUnknown", Card)).Error!.Code.ShouldBe(ErrorCodes.OrderNotFound);
    }

    [Fact]
    public async Task Should_refuse_a_channel_without_configuration()
    {
        await using var shop = await Subscription.Open();
        shop.Norce.RemoveConfiguration();
        (await shop.Charge(shop.AddRenewal(), Card)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationNotFound);
    }

    [Fact]
    public async Task Should_refuse_an_order_that_is_not_in_checkout()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();
        await shop.Norce.ChangeState(orderId, "completed");

        (await shop.Charge(orderId, Card)).Error!.Code.ShouldBe(ErrorCodes.OrderConflict);
    }

    [Theory]
    [InlineData("walley_checkout_adapter")]
    [InlineData("qliro_checkout_adapter")]
    public async Task Should_refuse_an_order_with_a_live_payment(string adapterId)
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();
        if (adapterId == "qliro_checkout_adapter") (await shop.Create(orderId)).Error.ShouldBeNull();
        else shop.Norce.Overwrite(orderId, order => order["payments"] = new JsonArray(new JsonObject
        {
            ["id"] = "pOther", ["adapterId"] = adapterId, ["type"] = "default", ["state"] = "intent", ["amount"] = 250,
            ["currency"] = "SEK",
        }));

        (await shop.Charge(orderId, Card)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        shop.LivePayments(orderId).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("givenName")]
    [InlineData("familyName")]
    [InlineData("streetAddress")]
    [InlineData("postalCode")]
    [InlineData("city")]
    public async Task Should_refuse_an_order_without_a_whole_billing_address(string missing)
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal(order => order["customer"]!["billing"]!.AsObject().Remove(missing));

        var error = (await shop.Charge(orderId, Card)).Error!;

        error.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        error.Message.ShouldContain(missing);
        shop.LivePayments(orderId).ShouldBeEmpty();
    }

    [Fact]
    [Trait("qliro", "50")]
    public async Task Should_refuse_an_invoice_without_a_personal_number_before_calling_qliro()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();

        var error = (await shop.Charge(orderId, "QLIRO_INVOICE")).Error!;

        error.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        error.Message.ShouldContain("personal");
        shop.Qliro.Log.All.ShouldBeEmpty();
        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("person", "nationalIdentificationNumber", "Physical")]
    [InlineData("organization", "organizationIdentificationNumber", "Company")]
    public async Task Should_charge_an_invoice_to_whoever_the_number_names(
        string type, string member, string juridicalType)
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal(order =>
        {
            order["customer"]!["billing"]!["type"] = type;
            order["customer"]!["billing"]![member] = Subscription.PersonalNumber;
        });

        (await shop.Charge(orderId, "QLIRO_INVOICE")).Error.ShouldBeNull();

        var sent = JsonNode.Parse(shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Single().Body)!;
        ((string?)sent["PaymentMethod"]!["Name"]).ShouldBe("QLIRO_INVOICE");
        ((string?)sent["PaymentMethod"]!["Subtype"]).ShouldBe("INVOICE");
        ((string?)sent["Customer"]!["JuridicalType"]).ShouldBe(juridicalType);
        ((string?)sent["Customer"]!["PersonalNumber"]).ShouldBe(Subscription.PersonalNumber);
    }

    [Fact]
    public async Task Should_clear_the_payment_when_norce_does_not_let_the_order_into_processing()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();
        shop.Norce.Faults.On("PUT", "/state")
            .Answer(400, """{"code":"order-validation","message":"a consent is missing"}""");

        (await shop.Charge(orderId, Card)).Error.ShouldNotBeNull();

        shop.LivePayments(orderId).ShouldBeEmpty();
        shop.Norce.Status(orderId).ShouldBe("checkout");
        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_stay_cleared_when_a_write_that_got_no_answer_arrives_late()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();
        shop.Norce.Faults.On("PUT", "/payments/").LoseRequest();
        (await shop.Charge(orderId, Card)).Error.ShouldNotBeNull();
        shop.LivePayments(orderId).ShouldBeEmpty();

        shop.Norce.Overwrite(orderId, order => order["payments"]![0]!["state"] = "processing");
        await shop.Pass(TimeSpan.FromSeconds(15));

        shop.LivePayments(orderId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_charge_nothing_when_the_order_changes_under_it()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var orderId = shop.AddRenewal();
        var reads = 0;
        shop.Norce.Faults.On(request =>
        {
            // The order is read by the order's grain, by the new payment, and before Qliro is called; it changes before
            // the third read.
            if (request.Method == "GET" && request.Path.EndsWith(orderId, StringComparison.Ordinal) && ++reads == 3)
                shop.Norce.Overwrite(orderId, order => order["cart"]!["items"]![0]!["total"]!["includingVat"] = 500);
            return false;
        }).Answer(500);

        var charged = await shop.Charge(orderId, token);

        charged.Error!.Code.ShouldBe(ErrorCodes.OrderConflict);
        shop.ChargesAtQliro().ShouldBe(0);
        shop.LivePayments(orderId).ShouldBeEmpty();
    }
}
