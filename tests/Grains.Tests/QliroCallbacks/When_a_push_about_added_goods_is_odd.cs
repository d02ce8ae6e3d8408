using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;
using QliroAdapter.Upselling;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>
/// What a push says about added goods may be unfinished, about something else, or under an id that is used already. No
/// window for goods is open, so that nobody searches the admin order by himself.
/// </summary>
public sealed class When_a_push_about_added_goods_is_odd
{
    public static TheoryData<string, QliroPush> DecidingNothing => new()
    {
        { "another order's", Told("Error") with { OrderId = QliroOrderId.Of(1), PaymentTransactionId = 77 } },
        { "another order's, paid", Told("Success") with { OrderId = QliroOrderId.Of(1), PaymentTransactionId = 77 } },
        { "in process", Told("InProcess") with { PaymentTransactionId = 0 } },
        { "without a status", Told(null) },
        { "of an unknown status", Told("Unheard") with { PaymentTransactionId = 77 } },
        { "paid by no transaction", Told("Success") with { PaymentTransactionId = 0 } },
        { "of nothing", Told("Error") with { UpsellId = null, PaymentTransactionId = -1 } },
    };

    [Theory, MemberData(nameof(DecidingNothing))]
    public async Task Should_decide_nothing_and_hide_nothing(string what, QliroPush push)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = purchase.NorcePayment.ToJsonString();

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new() { Push = push }))).Error.ShouldBeNull(what);
        await shop.DoDueWork();

        purchase.NorcePayment.ToJsonString().ShouldBe(before);
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await ShouldCover(shop, purchase, 350m, UpsellState.Completed);
    }

    [Fact]
    public async Task Should_count_when_an_attempt_of_the_same_id_had_failed()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.FailUpsell(purchase.QliroOrderId);
        await ShouldCover(shop, purchase, 250m, UpsellState.Failed);

        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);

        await ShouldCover(shop, purchase, 350m, UpsellState.Completed);
    }

    [Fact]
    public async Task Should_count_each_transaction_of_an_id_once()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await ShouldCover(shop, purchase, 350m, UpsellState.Completed);

        var second = shop.Qliro.AddUpsell(purchase.QliroOrderId, 50m, 40m, "U2:EXTRA");
        await ShouldCover(shop, purchase, 400m, UpsellState.Completed, UpsellState.Completed);
        var again = Told("Success") with { PaymentTransactionId = second };
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new() { Push = again }))).Error.ShouldBeNull();
        var lost = Told("Error") with { PaymentTransactionId = 77 };
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new() { Push = lost }))).Error.ShouldBeNull();

        await ShouldCover(
            shop, purchase, 400m, UpsellState.Completed, UpsellState.Completed, UpsellState.Failed);
    }

    private static async Task ShouldCover(Shop shop, Purchase purchase, decimal amount, params UpsellState[] attempts)
    {
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        await shop.Pass(TimeSpan.FromMinutes(1));
        purchase.NorceAmount.ShouldBe(amount);
        (await purchase.Stored()).Upsell!.Attempts.Select(one => one.State).ShouldBe(attempts);
    }

    private static QliroPush Told(string? status)
        => new() { NotificationType = "UpsellStatus", Status = status, UpsellId = "up-1" };
}
