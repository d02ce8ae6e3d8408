using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.NorceSync;

/// <summary>Norce refuses to replace the shipping address of a person who is not the one who bought.</summary>
public sealed class When_norce_refuses_to_replace_anothers_address
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

    /// <summary>
    /// After a purchase the billing address does not wait for the shipping address, so whose that is has to be known
    /// without it.
    /// </summary>
    [Theory]
    [InlineData("order-bad-request", 1, false)]
    [InlineData("order-validation", 1, false)]
    [InlineData("order-validation", 3, false)]
    [InlineData("order-bad-request", 1, true)]
    [InlineData("order-validation", 1, true)]
    public async Task Should_send_no_goods_to_the_person_before(
        string code, int times, bool collides)
    {
        await using var shop = await Shop.Open();
        var purchase = await BoughtByAnother(shop);
        shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
            400, $$"""{"code":"{{code}}","message":"A hook refused."}""", times: times);
        if (collides) shop.Norce.Faults.On("POST", "/actions").Answer(
            409, """{"code":"order-conflict","message":"Others write."}""");

        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        Of(purchase, "billing", "givenName").ShouldBe("Bo");
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("reserved", "completed"));
        await purchase.Grain.ResumeParked(new());
        await shop.Pass(TimeSpan.FromMinutes(5));

        ShouldHoldNothingOfAnna(purchase);
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_send_no_goods_to_the_person_before_when_the_process_dies(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await BoughtByAnother(shop);
            shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
                400, """{"code":"order-validation","message":"A hook refused."}""");
            shop.Mishaps.DieAt(step, done);
            try
            {
                await purchase.Grain.ReceivePush(new());
                step.ShouldBeGreaterThan(8);
                return;
            }
            catch (ProcessDiedException)
            {
                await shop.Restart();
            }
            await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
            await shop.Pass(TimeSpan.FromMinutes(10));

            ShouldHoldNothingOfAnna(purchase);
            (await purchase.Stored()).Outbox.ShouldBeEmpty($"step {step}");
        }
    }

    [Fact]
    public async Task Should_keep_the_buyers_address_that_staff_wrote_meanwhile()
    {
        await using var shop = await Shop.Open();
        var purchase = await BoughtByAnother(shop);
        shop.Norce.Faults.On("PUT", "/customer/shipping").Answer(
            400, """{"code":"order-bad-request","message":"no"}""");
        await shop.Qliro.FlushPushes();
        shop.Norce.Overwrite(purchase.OrderId, order => order["customer"]!["shipping"] = new JsonObject
        {
            ["type"] = "person", ["givenName"] = "Bo", ["familyName"] = "Berg", ["streetAddress"] = "Bovägen 2",
            ["postalCode"] = "21145", ["city"] = "Malmö", ["country"] = "SE", ["email"] = "bo@example.com",
        });

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromSeconds(20));

        Of(purchase, "shipping", "streetAddress").ShouldBe("Bovägen 2");
        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    /// <summary>Of Bo, of whose shipping address nothing is known; Norce does not know of him yet.</summary>
    private static async Task<Purchase> BoughtByAnother(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, anna);
        (await purchase.Grain.UpdateCustomer(new())).Error.ShouldBeNull();
        shop.Qliro.SetCustomer(purchase.QliroOrderId, bo);
        var billing = (JsonObject)shop.Qliro.Order(purchase.QliroOrderId)["BillingAddress"]!.DeepClone();
        shop.Qliro.SetAddresses(purchase.QliroOrderId, billing, null);
        shop.Callbacks.AreSilent = true;
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        return purchase;
    }

    private static void ShouldHoldNothingOfAnna(Purchase purchase)
    {
        Of(purchase, "billing", "givenName").ShouldBe("Bo");
        Of(purchase, "shipping", "givenName").ShouldBe("Bo");
        foreach (var member in (string[])["streetAddress", "careOf", "streetAddress2", "phone"])
            Of(purchase, "shipping", member).ShouldBeNull(member);
    }

    private static string? Of(Purchase purchase, string address, string member)
        => (string?)purchase.NorceOrder["customer"]![address]![member];
}
