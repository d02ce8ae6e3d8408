using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Upselling;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// The back office takes one of two mugs out of the order. A newer reservation then names the first one, and the first
/// one no longer counts, whether or not its lines are released.
/// </summary>
[Trait("qliro", "63")]
public sealed class When_a_reservation_was_replaced
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_capture_what_the_newer_one_reserves_and_nothing_else(bool releases)
    {
        await using var shop = await Shop.Open();
        var (purchase, newer) = await Lowered(shop, releases);

        await purchase.CaptureNow();

        var sent = purchase.Sent(Requests.Ship).ShouldHaveSingleItem();
        (sent.ActsOn(), sent.Lines().ShouldHaveSingleItem()).ShouldBe((newer, (Requests.Mug, 1)));
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 12500));
        ((decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(125m);
        purchase.Actions.ShouldBe(["refund"]);
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_refuse_more_than_the_newer_one_reserves(bool releases)
    {
        await using var shop = await Shop.Open();
        var (purchase, _) = await Lowered(shop, releases);

        (await purchase.Capture((Requests.Mug, 2))).Error!.Code.ShouldBe("order-bad-request");

        purchase.Sent(Requests.Ship).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Should_release_what_the_newer_one_reserves_with_a_cancel(bool releases, bool isAnswerLost)
    {
        await using var shop = await Shop.Open();
        var (purchase, newer) = await Lowered(shop, releases);
        if (isAnswerLost) shop.Qliro.Faults.On("POST", Requests.CancelOrder).LoseAnswer();

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Amount.ShouldBe(125m);
        var reversal = (long)purchase.Transactions("Reversal")[^1]["OriginalPaymentTransactionId"]!;
        (purchase.NorceState, purchase.AdminOrder.Released, reversal).ShouldBe(("cancelled", 12500, newer));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_what_was_captured_before_and_capture_the_rest(bool releases)
    {
        await using var shop = await Shop.Open();
        shop.Qliro.Options.ReleasesReplaced = releases;
        var purchase = await shop.Buy(Sandbox.Norce.NorceOrders.Cart(Sandbox.Norce.NorceOrders.Item(quantity: 3)));
        await purchase.CaptureNow((Requests.Mug, 1));
        var newer = await Lower(purchase, 1);
        purchase.Actions.ShouldBe(["capture", "cancel", "refund"]);

        await purchase.CaptureNow();

        purchase.Sent(Requests.Ship)[1].ActsOn().ShouldBe(newer);
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_compared_by_the_newer_one()
    {
        await using var shop = await Shop.Open();
        var (purchase, _) = await Lowered(shop, releases: false);

        var compared = await purchase.Grain.ComparePayment(new());

        compared.Value!.Facts.Single(fact => fact.Name == "Amount").Qliro.ShouldBe("125.00");
        compared.Value.Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_offer_nothing_when_what_the_newer_one_reserved_is_gone()
    {
        await using var shop = await Shop.Open();
        var (purchase, _) = await Lowered(shop, releases: false);
        await purchase.CaptureNow();

        (await purchase.Capture()).Error.ShouldBeNull();
        (await purchase.Capture((Requests.Mug, 1))).Error!.Code.ShouldBe("payment-conflict");

        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_be_taken_for_goods_added_after_the_purchase()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = true);
        var (purchase, _) = await Lowered(shop, releases: false);

        await shop.Pass(TimeSpan.FromMinutes(10));

        var window = (await purchase.Stored()).Upsell.ShouldNotBeNull();
        (window.IsOpen, window.Attempts.Count, purchase.OrderStatus).ShouldBe((false, 0, "completed"));
    }

    /// <summary>Qliro then holds two reservations, and a cancel lets both go.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_tell_all_that_was_released_when_goods_were_added_during_an_update(bool releases)
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = true);
        shop.Qliro.Options.ReleasesReplaced = releases;
        var purchase = await shop.Buy();
        (await purchase.CancelItems((Requests.Mug, 1))).Error.ShouldBeNull();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 20m, 16m, replaces: true);
        await purchase.FinishAtQliro();

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromMinutes(10));

        // What the update releases is no longer there for the added goods to take along.
        var released = releases ? 125m + 20m : 125m + 270m;
        (purchase.AdminOrder.Reserved, purchase.AdminOrder.Released).ShouldBe((0, (long)(100 * released)));
        var ledger = (await purchase.Grain.GetLedger(new())).Value!.Totals;
        (ledger.Reserved, ledger.Captured, ledger.Released).ShouldBe((released, 0m, released));
        await purchase.ShouldAgreeWithQliro();
    }

    private static async Task<(Purchase Purchase, long Newer)> Lowered(Shop shop, bool releases)
    {
        shop.Qliro.Options.ReleasesReplaced = releases;
        var purchase = await shop.Buy();
        return (purchase, await Lower(purchase, 1));
    }

    private static async Task<long> Lower(Purchase purchase, int quantity)
    {
        purchase.Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = purchase.Shop.Qliro.LowerOutOfBand(purchase.QliroOrderId, Requests.Mug, quantity);
        await purchase.FinishAtQliro();
        return newer;
    }
}
