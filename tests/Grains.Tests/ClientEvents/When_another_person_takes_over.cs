using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.ClientEvents;

/// <summary>Nothing of one person stays with another, and nothing of the same person is lost.</summary>
public sealed class When_another_person_takes_over
{
    private static readonly QliroPerson anna = new()
    {
        FirstName = "Anna", LastName = "Andersson", PersonalNumber = "790625-5307", CareOf = "Nilsson",
        Street2 = "lgh 1101", MobileNumber = "+46701740615", PostalCode = "11122",
    };

    private static readonly QliroPerson bo = new()
    {
        FirstName = "Bo", LastName = "Berg", PersonalNumber = "770530-1773", Email = "bo@example.com",
        MobileNumber = null!, Street = "Bovägen 2", PostalCode = "21145", City = "Malmö",
    };

    private static readonly QliroPerson company = new()
    {
        IsCompany = true, CompanyName = "Bolaget AB", PersonalNumber = "556036-0793", VatNumber = "SE556036079301",
        FirstName = null!, LastName = null!, CareOf = "Ekonomi", PostalCode = "11122",
    };

    [Theory, Trait("norce", "52")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_hold_the_second_person_only(bool atPush)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, anna);
        (string?, string?)[] before = [(Billing(purchase, "careOf"), Billing(purchase, "streetAddress2"))];

        if (atPush) await Buy(purchase, bo);
        else await Identify(purchase, bo);

        before.ShouldBe([("Nilsson", "lgh 1101")]);
        foreach (var address in new[] { "billing", "shipping" })
        {
            Of(purchase, address, "givenName").ShouldBe("Bo");
            Of(purchase, address, "careOf").ShouldBeNull();
            Of(purchase, address, "streetAddress2").ShouldBeNull();
            Of(purchase, address, "phone").ShouldBeNull();
            Of(purchase, address, "email").ShouldBe("bo@example.com");
        }
        Billing(purchase, "nationalIdentificationNumber").ShouldBe("770530-1773");
    }

    [Fact, Trait("norce", "52")]
    public async Task Should_lose_nothing_of_the_same_person()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, anna);

        await Identify(purchase, anna with { CareOf = null, Street2 = null, MobileNumber = null! });
        // The same number in its other spelling.
        await Identify(purchase, anna with { PersonalNumber = "197906255307", CareOf = null, Street2 = null });

        foreach (var address in new[] { "billing", "shipping" })
        {
            Of(purchase, address, "careOf").ShouldBe("Nilsson");
            Of(purchase, address, "streetAddress2").ShouldBe("lgh 1101");
            Of(purchase, address, "phone").ShouldBe("+46701740615");
        }
    }

    [Theory, Trait("norce", "53")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_leave_no_company_with_a_person(bool atPush)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, company);
        Billing(purchase, "organizationName").ShouldBe("Bolaget AB");
        Vat(purchase).ShouldBe("SE556036079301");

        if (atPush) await Buy(purchase, bo);
        else await Identify(purchase, bo);

        foreach (var address in new[] { "billing", "shipping" })
        {
            Of(purchase, address, "type").ShouldBe("person");
            Of(purchase, address, "organizationName").ShouldBeNull();
            Of(purchase, address, "organizationIdentificationNumber").ShouldBeNull();
            Of(purchase, address, "careOf").ShouldBeNull();
        }
        Vat(purchase).ShouldBeNull();
        Billing(purchase, "nationalIdentificationNumber").ShouldBe("770530-1773");
    }

    [Theory, Trait("norce", "53")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_leave_no_person_with_a_company(bool atPush)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, anna);

        if (atPush) await Buy(purchase, company);
        else await Identify(purchase, company);

        foreach (var address in new[] { "billing", "shipping" })
        {
            Of(purchase, address, "type").ShouldBe("organization");
            Of(purchase, address, "givenName").ShouldBeNull();
            Of(purchase, address, "nationalIdentificationNumber").ShouldBeNull();
            Of(purchase, address, "streetAddress2").ShouldBeNull();
        }
        Billing(purchase, "organizationIdentificationNumber").ShouldBe("556036-0793");
    }

    [Fact]
    public async Task Should_send_no_goods_to_the_person_before()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, anna);
        TakeOverWithoutShippingAddress(shop, purchase);

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Of(purchase, "shipping", "streetAddress").ShouldBeNull();
        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
        Of(purchase, "shipping", "careOf").ShouldBeNull();
    }

    /// <summary>
    /// Once the billing address is the second person's, nothing tells that the shipping address is the first one's.
    /// </summary>
    [Fact]
    public async Task Should_send_no_goods_to_the_person_before_when_norce_refused_that_at_first()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, anna);
        TakeOverWithoutShippingAddress(shop, purchase);
        shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
            400, """{"code":"order-validation","message":"A hook refused."}""");

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldNotBeNull();
        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Of(purchase, "shipping", "streetAddress").ShouldBeNull();
        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
        Of(purchase, "billing", "givenName").ShouldBe("Bo");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_send_no_goods_to_the_person_before_whose_billing_address_never_arrived(bool isRefusedAtFirst)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("PUT", "/customer/billing").Answer(500, times: 9);
        shop.Qliro.SetCustomer(purchase.QliroOrderId, anna);
        await shop.FinishOutbox(purchase.Grain.UpdateCustomer(new()));
        shop.Norce.Faults.Clear();
        Of(purchase, "shipping", "givenName").ShouldNotBeNull();
        TakeOverWithoutShippingAddress(shop, purchase);

        if (isRefusedAtFirst)
        {
            shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
                400, """{"code":"order-validation","message":"A hook refused."}""");
            (await purchase.Grain.UpdateCustomer(new())).Error.ShouldNotBeNull();
        }
        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Of(purchase, "shipping", "streetAddress").ShouldBeNull();
        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
    }

    /// <summary>
    /// Qliro had a shipping address when Norce refused it, and has none any more, in the same checkout or the next.
    /// </summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Should_send_no_goods_to_the_person_before_who_was_known_by_the_shipping_address_alone(
        bool isAskedWhether, bool isOtherCheckout)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Faults.On("PUT", "/customer/billing").Answer(500, times: 9);
        shop.Qliro.SetCustomer(purchase.QliroOrderId, anna);
        await shop.FinishOutbox(purchase.Grain.UpdateCustomer(new()));
        shop.Norce.Faults.Clear();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, bo);
        shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
            400, """{"code":"order-validation","message":"A hook refused."}""");

        if (isAskedWhether)
            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
        else (await purchase.Grain.UpdateCustomer(new())).Error.ShouldNotBeNull();
        if (isOtherCheckout)
        {
            (await purchase.Grain.Remove(new())).Error.ShouldBeNull();
            purchase = purchase with { PaymentId = (await shop.Create(purchase.OrderId)).Value!.PaymentId };
        }
        TakeOverWithoutShippingAddress(shop, purchase);
        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
        Of(purchase, "shipping", "streetAddress").ShouldNotBe(anna.Street);
        Of(purchase, "billing", "givenName").ShouldBe("Bo");
    }

    [Fact]
    public async Task Should_keep_the_address_of_the_same_person_with_another_email()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["customer"]!["billing"] = NorceOrders.Address();
        order["customer"]!["shipping"] = NorceOrders.Address();
        var purchase = await shop.OpenCheckout(order);
        shop.Qliro.SetContact(purchase.QliroOrderId, "anna@home.example", "+46701234567");

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Of(purchase, "shipping", "streetAddress").ShouldBe("Storgatan 1");
        Of(purchase, "shipping", "givenName").ShouldBe("Anna");
    }

    [Fact]
    public async Task Should_take_no_proof_of_identity_over_from_another()
    {
        await using var shop = await Shop.Open(document => document["options"]!["requireIdentityVerification"] = true);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: true, identityVerified: true);
        await Identify(purchase, anna);
        ((bool?)purchase.NorcePayment["attributes"]?["qliroNewsletterSignup"]).ShouldBe(true);
        shop.Qliro.SetAnswers(purchase.QliroOrderId, wantsNewsletter: null, identityVerified: false);

        await Identify(purchase, bo);

        purchase.NorcePayment["attributes"]?["qliroNewsletterSignup"].ShouldBeNull();
        ((bool?)purchase.NorcePayment["attributes"]?["qliroIdentityVerified"]).ShouldBe(false);
    }

    [Fact]
    public async Task Should_open_the_next_checkout_for_the_second_person()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await Identify(purchase, company);
        await Identify(purchase, bo);
        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        var next = (await shop.Create(purchase.OrderId)).Value!.PaymentId;

        var frame = (purchase with { PaymentId = next }).QliroOrderId;
        var sent = shop.Qliro.Request(frame)["CustomerInformation"]!;
        ((string?)sent["JuridicalType"]).ShouldBe("Physical");
        ((string?)sent["PersonalNumber"]).ShouldBe("770530-1773");
        sent["VatNumber"].ShouldBeNull();
        sent["MobileNumber"].ShouldBeNull();
        sent["Address"]!["CompanyName"].ShouldBeNull();
        sent["Address"]!["CareOf"].ShouldBeNull();
    }

    [Theory, Trait("norce", "54")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_copy_how_to_reach_whom_without_an_address(bool isMasked)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetContact(purchase.QliroOrderId, "kim@example.com", "+46700000001");
        var masked = new JsonObject { ["FirstName"] = "K***", ["Street"] = "S*****", ["PostalCode"] = "1****" };
        if (isMasked) shop.Qliro.SetAddresses(purchase.QliroOrderId, masked, (JsonObject)masked.DeepClone());

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        Billing(purchase, "email").ShouldBe("kim@example.com");
        Billing(purchase, "phone").ShouldBe("+46700000001");
        Billing(purchase, "streetAddress").ShouldBeNull();
        purchase.NorceOrder["customer"]!["shipping"].ShouldBeNull();
    }

    [Theory, Trait("norce", "54")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_know_how_to_reach_whom_when_it_is_bought_without_an_address(bool isAsked)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetContact(purchase.QliroOrderId, "kim@example.com", "+46700000001");
        shop.Callbacks.AreSilent = !isAsked;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        var atValidate = purchase.NorceOrder["customer"]!["billing"];
        shop.Callbacks.AreSilent = false;
        await shop.Qliro.FlushPushes();

        if (isAsked) ((string?)atValidate!["email"]).ShouldBe("kim@example.com");
        purchase.OrderStatus.ShouldBe("completed");
        Billing(purchase, "email").ShouldBe("kim@example.com");
        Billing(purchase, "phone").ShouldBe("+46700000001");
    }

    [Fact]
    public async Task Should_keep_the_shops_company_until_somebody_is_known()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["customer"]!["billing"] = new JsonObject
        {
            ["type"] = "organization", ["organizationName"] = "Bolaget AB", ["postalCode"] = "11122",
        };
        var purchase = await shop.OpenCheckout(order);
        shop.Qliro.SetContact(purchase.QliroOrderId, null!, null!);
        shop.Norce.Log.Clear();

        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    private static void TakeOverWithoutShippingAddress(Shop shop, Purchase purchase)
    {
        shop.Qliro.SetCustomer(purchase.QliroOrderId, bo);
        var billing = (JsonObject)shop.Qliro.Order(purchase.QliroOrderId)["BillingAddress"]!.DeepClone();
        shop.Qliro.SetAddresses(purchase.QliroOrderId, billing, null);
    }

    private static async Task Identify(Purchase purchase, QliroPerson person)
    {
        purchase.Shop.Qliro.SetCustomer(purchase.QliroOrderId, person);
        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();
    }

    private static async Task Buy(Purchase purchase, QliroPerson person)
    {
        purchase.Shop.Qliro.SetCustomer(purchase.QliroOrderId, person);
        (await purchase.Shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await purchase.Shop.Qliro.FlushPushes();
        purchase.OrderStatus.ShouldBe("completed");
    }

    private static string? Of(Purchase purchase, string address, string member)
        => (string?)purchase.NorceOrder["customer"]![address]![member];

    private static string? Billing(Purchase purchase, string member) => Of(purchase, "billing", member);

    private static string? Vat(Purchase purchase)
        => (string?)purchase.NorceOrder["customer"]!["billing"]!["attributes"]?["vatId"];
}
