using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Norce takes names in any letter case, and callers spell the same merchant in two ways.</summary>
public sealed class When_names_are_spelled_otherwise
{
    [Fact]
    public async Task Should_book_the_same_refund_once()
    {
        await using var shop = await Open();
        var purchase = await shop.Buy();
        await shop.FinishOutbox(purchase.Capture());
        await purchase.FinishAtQliro();
        (await shop.FinishOutbox(purchase.Refund())).Error.ShouldBeNull();

        await shop.FinishOutbox(shop.Grains.Get(Otherwise(purchase.Key)).Refund(new()));
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Return).Count.ShouldBe(1);
        (await shop.Store.Load(Otherwise(purchase.Key).ToString(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_show_the_payment_that_is_there()
    {
        await using var shop = await Open();
        var purchase = await shop.OpenCheckout();

        var shown = await shop.FinishOutbox(shop.Grains.Get(Otherwise(purchase.Key)).Get(new()));

        shown.Error.ShouldBeNull();
        shown.Value!.PaymentId.ShouldBe(purchase.PaymentId);
    }

    [Fact]
    public async Task Should_show_the_ledger_of_the_payment_that_is_there()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        var ledger = await shop.FinishOutbox(shop.Grains.Get(Otherwise(purchase.Key)).GetLedger(new()));

        ledger.Error.ShouldBeNull();
        ledger.Value!.Totals.Reserved.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_create_one_payment_under_norces_spelling()
    {
        await using var shop = await Open();
        var orderId = shop.AddOrder();

        var created = await shop.FinishOutbox(shop.Grains.Get(Otherwise(Shop.Key(orderId))).Create(new()));
        var again = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        again.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        var purchase = new Purchase(shop, orderId, created.Value!.PaymentId);
        (await purchase.Stored()).Key.ShouldBe(purchase.Key.ToString());
    }

    [Fact]
    public async Task Should_go_on_with_the_payment_of_a_lost_database_under_norces_spelling()
    {
        await using var shop = await Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        await shop.LoseDatabase();

        (await shop.FinishOutbox(shop.Grains.Get(Otherwise(purchase.Key)).ReceivePush(new()))).Error.ShouldBeNull();

        (await purchase.Stored()).Key.ShouldBe(purchase.Key.ToString());
        purchase.OrderStatus.ShouldBe("completed");
    }

    private static async Task<Shop> Open()
    {
        var shop = await Shop.Open();
        shop.Norce.SetConfiguration(shop.Norce.Configuration()!, Shop.Merchant.ToUpperInvariant());
        return shop;
    }

    private static OrderKey Otherwise(OrderKey key)
        => OrderKey.Of(key.Merchant.ToUpperInvariant(), key.Channel, key.OrderId);

    private static PaymentKey Otherwise(PaymentKey key) => Otherwise(key.Order).Payment(key.PaymentId);
}
