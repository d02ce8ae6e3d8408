using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// The same message: it never charges a second time, also not when its charge was refused and taken off the order.
/// </summary>
public sealed class When_a_charge_is_asked_for_again
{
    private static readonly Guid messageId = new(1, 2, 3, new byte[8]);

    [Fact]
    public async Task Should_charge_once_whatever_commit_another_activation_comes_before()
    {
        for (var commit = 1; commit <= 8; commit++)
        {
            var (shop, token) = await Subscription.WithCard();
            await using var _ = shop;
            var orderId = shop.AddRenewal();
            shop.Mishaps.Intrude(commit, () => Charge(shop.OtherNode, orderId, token));

            (await shop.FinishOutbox(Charge(shop.Grains, orderId, token))).Error.ShouldBeNull($"commit {commit}");
            await shop.Pass(TimeSpan.FromMinutes(3));

            shop.ChargesAtQliro().ShouldBe(1, $"commit {commit}");
            shop.LivePayments(orderId).Count.ShouldBe(1, $"commit {commit}");
        }
    }

    [Fact]
    public async Task Should_go_on_with_it_after_a_lost_commit()
    {
        for (var commit = 1; commit <= 4; commit++)
        {
            var (shop, token) = await Subscription.WithCard();
            await using var _ = shop;
            var orderId = shop.AddRenewal();
            shop.Mishaps.Intrude(commit, async () =>
            {
                foreach (var payment in shop.LivePayments(orderId))
                    await shop.OtherNode.Get(Shop.Key(orderId).Payment((string)payment["id"]!)).UpdateCustomer(new());
            });

            (await shop.FinishOutbox(Charge(shop.Grains, orderId, token))).Error.ShouldBeNull($"commit {commit}");

            shop.ChargesAtQliro().ShouldBe(1, $"commit {commit}");
        }
    }

    [Fact]
    public async Task Should_not_be_charged_when_it_was_refused()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var orderId = shop.AddRenewal();
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(
            400, """{"ErrorCode":"CARD_EXPIRED","ErrorMessage":"no"}""");

        (await Charge(shop.Grains, orderId, token)).Error.ShouldNotBeNull();
        var again = await Charge(shop.OtherNode, orderId, token);

        again.Error!.Code.ShouldBe(ErrorCodes.QliroBadRequest);
        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Count.ShouldBe(1);
        (await shop.Grains.Get(Shop.Key(orderId)).CreateRecurring(
            new() { Token = Masked.Of(token), MessageId = new(9, 9, 9, new byte[8]) })).Error.ShouldBeNull();
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_answered_as_the_first_time_though_it_was_declined_later()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var orderId = shop.AddRenewal();
        shop.Qliro.PlanOutcome("Preauthorization", "Error", "DECLINED", "no");
        var first = await Charge(shop.Grains, orderId, token);
        await shop.FinishCharges();
        (await new Purchase(shop, orderId, first.Value!.PaymentId).Stored()).State.ShouldBe(PaymentState.Declined);

        var again = await Charge(shop.OtherNode, orderId, token);

        again.Value.ShouldBe(first.Value);
        (await shop.Charge(orderId, token)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Count.ShouldBe(1);
    }

    private static Task<Outcome<RecurringPayment>> Charge(IPaymentGrains grains, string orderId, string token)
        => grains.Get(Shop.Key(orderId)).CreateRecurring(new() { Token = Masked.Of(token), MessageId = messageId });
}
