using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_the_bank_refuses_after_our_approval
{
    [Fact]
    public async Task Should_refuse_a_cart_change_and_reopen_the_order_soon()
    {
        await using var shop = await Shop.Open();
        var purchase = await Refused(shop);

        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeFalse();
        await shop.Pass(TimeSpan.FromSeconds(10));
        purchase.OrderStatus.ShouldBe("processing");
        await shop.Pass(TimeSpan.FromSeconds(10));

        purchase.OrderStatus.ShouldBe("checkout");
        purchase.NorceState.ShouldBe("intent");
        (await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3)).IsSuccess.ShouldBeTrue();
        purchase.QliroTotal.ShouldBe(375m);
    }

    [Fact]
    public async Task Should_reopen_after_as_long_as_is_set()
    {
        await using var shop = await Shop.Open(null, ("Qliro:ReopenAfterSeconds", "60"));
        var purchase = await Refused(shop);
        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);

        await shop.Pass(TimeSpan.FromSeconds(50));
        purchase.OrderStatus.ShouldBe("processing");
        await shop.Pass(TimeSpan.FromSeconds(20));

        purchase.OrderStatus.ShouldBe("checkout");
    }

    [Fact]
    public async Task Should_not_reopen_what_is_bought_after_all()
    {
        await using var shop = await Shop.Open();
        var purchase = await Refused(shop);
        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromSeconds(30));
        purchase.OrderStatus.ShouldBe("processing");
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_succeed_with_another_card()
    {
        await using var shop = await Shop.Open();
        var purchase = await Refused(shop);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_not_undo_a_new_approval_for_an_older_decline()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.FailValidation(purchase.OrderId, "out-of-stock");
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeFalse();
        shop.Norce.FailValidation(purchase.OrderId);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.Decline)).Accepted.ShouldBeFalse();

        await shop.DoDueWork();

        purchase.OrderStatus.ShouldBe("processing");
    }

    private static async Task<Purchase> Refused(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(
            purchase.QliroOrderId, PurchaseOutcome.Decline)).DeclineReason.ShouldBe("PaymentDeclined");
        purchase.OrderStatus.ShouldBe("processing");
        return purchase;
    }
}
