using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_a_call_is_repeated
{
    [Fact]
    public async Task Should_answer_as_the_first_time_under_the_same_key()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await Capture(purchase, "k1", 1)).Error.ShouldBeNull();
        (await Capture(purchase, "k1", 1)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await Capture(purchase, "k1", 1)).Error.ShouldBeNull();

        purchase.AdminOrder.Captured.ShouldBe(12500);
        (await Capture(purchase, "k2", 1)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Captured.ShouldBe(25000);
    }

    [Fact]
    public async Task Should_be_a_conflict_under_the_same_key_with_another_body()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Capture(purchase, "k1", 1);
        await purchase.FinishAtQliro();

        var refused = (await Capture(purchase, "k1", 2)).Error!;
        refused.IsConflict.ShouldBeTrue();
        (await purchase.Grain.Refund(new() { IdempotencyKey = "k1", Items = Requests.Items((Requests.Mug, 1)) }))
            .Error!.IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_repeat_a_refusal_under_the_same_key()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, """{"ErrorCode":"INVALID_ITEM","ErrorMessage":"no"}""");

        var first = (await Capture(purchase, "k1", 1)).Error!;
        var second = (await Capture(purchase, "k1", 1)).Error!;

        second.ShouldBe(first);
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_accepted_under_the_same_key_though_it_failed_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "DECLINED", "no");
        await Capture(purchase, "k1", 1);
        await purchase.FinishAtQliro();

        (await Capture(purchase, "k1", 1)).Error.ShouldBeNull();
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_a_new_operation_without_a_key_once_a_partial_one_is_done()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        await purchase.CaptureNow((Requests.Mug, 1));

        purchase.AdminOrder.Captured.ShouldBe(25000);
    }

    private static Task<Outcome<CheckoutSnippet>> Capture(Purchase purchase, string key, int quantity)
        => purchase.Grain.Capture(new() { IdempotencyKey = key, Items = Requests.Items((Requests.Mug, quantity)) });
}
