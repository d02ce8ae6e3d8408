using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_the_answer_to_a_charge_is_lost
{
    [Fact]
    public async Task Should_find_the_charge_by_its_reference()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseAnswer();

        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        renewal.NorceState.ShouldBe("reserved");
        shop.ChargesAtQliro().ShouldBe(1);
        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Should_ask_once_more_under_the_same_id_when_qliro_has_nothing(int status)
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(status);

        var renewal = await shop.Charged(token);

        renewal.NorceState.ShouldBe("processing");
        var sent = shop.Qliro.Log.Of("POST", Subscription.MerchantPayment);
        sent.Count.ShouldBe(2);
        sent[1].Body.ShouldBe(sent[0].Body);
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_stay_open_while_nobody_can_tell_and_be_found_later()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseAnswer();
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(401, times: 3);
        var orderId = shop.AddRenewal();

        var charged = await shop.Charge(orderId, token);
        charged.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        var renewal = new Purchase(shop, orderId, (string)shop.LivePayments(orderId).Single()["id"]!);
        (await renewal.Stored()).State.ShouldBe(PaymentState.Creating);
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 30);
        (await renewal.Stored()).State.ShouldBe(PaymentState.Processing);
        await shop.FinishCharges();

        renewal.NorceState.ShouldBe("reserved");
        renewal.OrderStatus.ShouldBe("completed");
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_never_be_cleared_away_as_half_made()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseAnswer();
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(401, times: 1000);
        var orderId = shop.AddRenewal();
        await shop.Charge(orderId, token);
        var paymentId = (string)shop.LivePayments(orderId).Single()["id"]!;

        await shop.Pass(TimeSpan.FromHours(2), steps: 60);
        await shop.Grains.Get(Shop.Key(orderId)).EndCreation(new() { PaymentId = paymentId, Finish = false });
        (await shop.Grains.Get(Shop.Key(orderId).Payment(paymentId)).Remove(new())).Error.ShouldNotBeNull();
        (await shop.Create(orderId)).Error.ShouldNotBeNull();

        (string.Join(',', shop.LivePayments(orderId).Select(one => one["id"]))).ShouldBe(paymentId);
        shop.Norce.Status(orderId).ShouldBe("processing");
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_a_repeat_once_it_is_known()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseAnswer();
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(401, times: 2);
        var orderId = shop.AddRenewal();

        var first = await shop.Charge(orderId, token);
        var second = await shop.Charge(orderId, token);
        var third = await shop.Charge(orderId, token);

        first.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        second.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        third.Value!.PaymentId.ShouldBe((string)shop.LivePayments(orderId).Single()["id"]!);
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_learn_the_outcome_by_push_while_it_is_open()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).LoseAnswer();
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(401);
        var orderId = shop.AddRenewal();
        await shop.Charge(orderId, token);

        await shop.FinishCharges();

        shop.Norce.Status(orderId).ShouldBe("completed");
    }

    [Fact]
    public async Task Should_go_through_once_when_qliro_comes_back()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var orderId = shop.AddRenewal();
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(503, times: 100);
        shop.Qliro.Faults.On("GET", "adminapi/v2/orders/").Answer(401, times: 100);

        var charged = await shop.Charge(orderId, token);

        // A gateway that answers 503 may have passed the charge on, so it stays open. Qliro turns out to have nothing,
        // and gets it once more.
        charged.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 20);
        shop.ChargesAtQliro().ShouldBe(1);
        (await shop.Charge(orderId, token)).Error.ShouldBeNull();
        shop.ChargesAtQliro().ShouldBe(1);
    }
}
