using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_the_shopper_pays : QliroSituation
{
    private async Task<long> WithValidation()
    {
        var request = Create();
        request["MerchantOrderValidationUrl"] = "http://adapter.example/validate";
        var (_, body) = await Qliro.Merchant("POST", "/Orders", request);
        return (long)body!["OrderId"]!;
    }

    [Fact]
    public async Task Should_ask_the_merchant_first_without_telling_a_total()
    {
        var id = await WithValidation();
        (await Qliro.CompleteAsync(id)).Accepted.ShouldBeTrue();

        var (url, body) = Adapter.Calls.ShouldHaveSingleItem();
        url.ShouldBe("http://adapter.example/validate");
        JsonNode.Parse(body)!.AsObject().ContainsKey("TotalPrice").ShouldBeFalse();
    }

    [Fact]
    public async Task Should_show_the_merchants_reason_and_stay_in_process()
    {
        var id = await WithValidation();
        Adapter.Answer = (_, _) => (400, """{"DeclineReason":"Other","DeclineReasonMessage":"Slut i lager"}""");

        var result = await Qliro.CompleteAsync(id);

        result.Accepted.ShouldBeFalse();
        result.DeclineMessage.ShouldBe("Slut i lager");
        Qliro.Status(id).ShouldBe(CheckoutStatus.InProcess);
        Qliro.Pushes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_pass_over_a_message_that_is_too_long()
    {
        var id = await WithValidation();
        var answer = $$"""{"DeclineReason":"Other","DeclineReasonMessage":"{{new string('x', 151)}}"}""";
        Adapter.Answer = (_, _) => (400, answer);
        (await Qliro.CompleteAsync(id)).DeclineMessage.ShouldBe("Köpet kunde inte genomföras.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_take_silence_as_told(bool rejects)
    {
        Qliro.Options.SilenceRejects = rejects;
        var id = await WithValidation();
        Adapter.Silence = new TaskCompletionSource().Task;

        var buying = Qliro.CompleteAsync(id);
        while (Adapter.Calls.Count == 0) await Task.Yield();
        Clock.Advance(TimeSpan.FromSeconds(5));

        (await buying).Accepted.ShouldBe(!rejects);
    }

    [Theory]
    [InlineData(TestPersons.Approved, CheckoutStatus.Completed)]
    [InlineData(TestPersons.Held, CheckoutStatus.OnHold)]
    [InlineData(TestPersons.Denied, CheckoutStatus.InProcess)]
    public async Task Should_decide_by_the_personal_number(string number, string status)
    {
        var id = await CreateOrder();
        await Qliro.PayAsync(id, new QliroPerson { PersonalNumber = number });
        Qliro.Status(id).ShouldBe(status);
    }

    [Fact]
    public async Task Should_reserve_and_push_both_statuses()
    {
        var (id, reservation) = await Bought();

        Qliro.Totals(id).Reserved.ShouldBe(32500);
        Qliro.Pushes.Select(push => push.Kind).ShouldBe([PushKind.CheckoutStatus, PushKind.OrderManagement]);
        Qliro.AdminOrder(id)["PaymentTransactions"]![0]!["PaymentTransactionId"]!.GetValue<long>()
            .ShouldBe(reservation);
    }

    [Fact]
    public async Task Should_end_a_hold_either_way()
    {
        var id = await CreateOrder();
        await Qliro.CompleteAsync(id, PurchaseOutcome.OnHold);
        Qliro.Totals(id).Reserved.ShouldBe(0);
        Qliro.ResolveHold(id, completed: true);
        Qliro.Totals(id).Reserved.ShouldBe(32500);

        var other = await CreateOrder();
        await Qliro.CompleteAsync(other, PurchaseOutcome.OnHold);
        Qliro.ResolveHold(other, completed: false);
        Qliro.Status(other).ShouldBe(CheckoutStatus.Refused);
        Qliro.Totals(other).Reserved.ShouldBe(0);
    }

    [Fact]
    public async Task Should_add_the_chosen_shipping_once()
    {
        var id = await CreateOrder();
        Qliro.SelectShipping(id, new ShippingChoice("HOME", "Hem", 79m, 63.2m));
        var shown =
            Qliro.SelectShipping(id,
                new ShippingChoice("PICKUP", "Ombud", 49m, 39.2m)
                {
                    SecondaryOption = "LOC-1",
                    FeeReference = "FREIGHT"
                });

        ((decimal)Qliro.Order(id)["TotalPrice"]!).ShouldBe(374m);
        ((string)Qliro.Order(id)["OrderItems"]![2]!["Metadata"]!["ShippingMethodMerchantReference"]!)
            .ShouldBe("PICKUP");
        ((decimal)shown["totalShippingPriceExVat"]!).ShouldBe(39.2m);
    }
}
