using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>Qliro answers 200 to a charge and names no order or no transaction. Its admin order decides.</summary>
[Trait("qliro", "64")]
public sealed class When_a_charge_names_no_transaction
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"OrderId":4950002}""")]
    [InlineData("""{"OrderId":4950002,"PaymentTransactions":[]}""")]
    [InlineData("""{"PaymentTransactions":[{"PaymentTransactionId":3300009,"Status":"Created"}]}""")]
    public async Task Should_ask_once_more_under_the_same_id_when_nothing_was_booked(string answer)
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(200, answer);

        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        var sent = shop.Qliro.Log.Of("POST", Subscription.MerchantPayment);
        sent.Count.ShouldBe(2);
        sent[1].Body.ShouldBe(sent[0].Body);
        (renewal.NorceState, shop.ChargesAtQliro()).ShouldBe(("reserved", 1));
    }

    [Fact]
    public async Task Should_find_what_was_booked_all_the_same()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).ReplaceAnswer(200, "{}");

        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Count.ShouldBe(1);
        (renewal.NorceState, shop.ChargesAtQliro()).ShouldBe(("reserved", 1));
    }

    [Fact]
    public async Task Should_end_within_the_hour_when_qliro_remembers_a_request_that_it_never_booked()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        const string remembered =
            """{"ErrorCode":"INVALID_REQUEST","ErrorMessage":"Evaluation, a request with RequestId 1 was already received."}""";
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(200, "{}");
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(400, remembered, times: 1000);
        var orderId = shop.AddRenewal();
        (await shop.Charge(orderId, token)).Error!.Code.ShouldBe(ErrorCodes.QliroError);
        var first = new Purchase(shop, orderId, (string)shop.LivePayments(orderId).Single()["id"]!);
        (await first.Stored()).State.ShouldBe(PaymentState.Creating);

        await shop.Pass(TimeSpan.FromHours(1), steps: 60);

        (await first.Stored()).State.ShouldBe(PaymentState.Removed);
        shop.Norce.Status(orderId).ShouldBe("checkout");
        shop.Qliro.Faults.Clear();
        (await shop.Charge(orderId, token)).Error.ShouldBeNull();
        shop.ChargesAtQliro().ShouldBe(1);
    }
}
