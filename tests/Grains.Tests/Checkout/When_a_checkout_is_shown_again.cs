using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_checkout_is_shown_again
{
    [Fact, Trait("norce", "11")]
    public async Task Should_show_qliros_present_snippet_and_write_nothing()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        var got = await purchase.Grain.Get(new());

        got.Value!.HtmlSnippet.Reveal().ShouldBe((string)shop.Qliro.Order(purchase.QliroOrderId)["OrderHtmlSnippet"]!);
        shop.Norce.Log.All.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "12")]
    public async Task Should_not_find_another_adapters_payment()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var voucher = await shop.Norce.AddVoucher(orderId, 10m);

        (await shop.Grains.Get(Shop.Key(orderId).Payment(voucher)).Get(new())).Error!.Code.ShouldBe(
            ErrorCodes.PaymentNotFound);
    }

    [Fact]
    public async Task Should_not_find_a_removed_payment()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();

        (await purchase.Grain.Get(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
    }

    [Fact]
    public async Task Should_join_readers_that_come_together_into_one_call()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.Log.Clear();
        var fault = shop.Qliro.Faults.On("GET", "/Orders/").Hold();

        var readers = Enumerable.Range(0, 5).Select(_ => purchase.Grain.Get(new())).ToList();
        await fault.Arrived;
        fault.Release();

        (await Task.WhenAll(readers)).ShouldAllBe(got => got.IsAccepted);
        shop.Qliro.Log.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_wait_for_a_turn_that_waits_for_norce()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var writing = shop.Norce.Faults.On("GET", purchase.OrderId).Hold();
        var updating = purchase.Grain.UpdateCustomer(new());
        await writing.Arrived;

        (await purchase.Grain.Get(new())).Error.ShouldBeNull();

        writing.Release();
        await updating;
    }

    [Theory, Trait("qliro", "24")]
    [InlineData(PurchaseOutcome.Approve, "reserved", "completed")]
    [InlineData(PurchaseOutcome.OnHold, "pending", "accepted")]
    public async Task Should_bring_what_a_push_would_have_brought(PurchaseOutcome outcome, string payment, string order)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, outcome);

        (await purchase.Grain.Get(new())).Error.ShouldBeNull();
        await purchase.Grain.Continue(new());

        purchase.NorceState.ShouldBe(payment);
        purchase.OrderStatus.ShouldBe(order);
    }
}
