using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>A back office asks what it may send. Nothing is changed.</summary>
public sealed class When_the_ledger_is_read
{
    [Fact]
    public async Task Should_tell_lines_and_totals_of_a_fresh_reservation()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item(discount: 25m), NorceOrders.Item("TEA", "Tea", 100m, 1, 0.12m)));

        var ledger = await Ledger(purchase);

        ledger.Currency.ShouldBe("SEK");
        ledger.Totals.ShouldBe(new(325m, 0m, 0m, 0m, 0m));
        ledger.Captures.ShouldBeEmpty();
        ledger.Operation.ShouldBeNull();
        ledger.Lines.Select(line => (line.Reference, line.Row, line.Sku, line.Type, line.Price, line.VatRate,
            line.Reserved)).ShouldBe(
        [
            ("1:T-1", "row-T-1", "T-1", "Product", 125m, 0.25m, 2),
            ("2:TEA", "row-TEA", "TEA", "Product", 100m, 0.12m, 1),
            ("1-d:T-1", "row-T-1", "T-1", "Discount", -12.5m, 0.25m, 2),
        ]);
        ledger.Lines[0].Description.ShouldBe("Mug");
    }

    [Fact]
    public async Task Should_count_units_in_lines_and_sums_in_totals_alone()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(quantity: 4)));
        await purchase.CaptureNow((Requests.Mug, 1));
        shop.Clock.Advance(TimeSpan.FromHours(1));
        var at = shop.Clock.GetUtcNow();
        await purchase.CaptureNow((Requests.Mug, 2));
        await purchase.RefundSumNow(50m);
        (await purchase.Refund((Requests.Mug, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var ledger = await Ledger(purchase);

        ledger.Totals.ShouldBe(new(500m, 375m, 175m, 125m, 200m));
        var line = ledger.Lines.ShouldHaveSingleItem();
        (line.Reserved, line.Captured, line.Refunded, line.Released, line.Returnable).ShouldBe((4, 3, 1, 1, 2));
        ledger.Captures.Select(one => (one.TransactionId, one.Amount, one.Returnable)).ShouldBe(
        [
            (purchase.Captures()[0], 125m, 75m), (purchase.Captures()[1], 250m, 125m),
        ]);
        ledger.Captures[1].At.ShouldBe(at);
    }

    [Fact]
    public async Task Should_forget_what_was_replaced()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(NorceOrders.Item(quantity: 4))).Captured((Requests.Mug, 1));
        await purchase.CancelItemsNow((Requests.Mug, 1));

        var ledger = await Ledger(purchase);

        ledger.Totals.ShouldBe(new(375m, 125m, 0m, 0m, 125m));
        var line = ledger.Lines.ShouldHaveSingleItem();
        (line.Reserved, line.Captured, line.Released).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task Should_show_an_operation_that_is_open_as_norce_shows_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Capture((Requests.Mug, 1));

        var operation = (await Ledger(purchase)).Operation.ShouldNotBeNull();

        (operation.Type, operation.Status).ShouldBe(("capture", "accepted"));
        operation.RequestId.ToString().ShouldBe((string)purchase.Sent(Requests.Ship).Single()["RequestId"]!);
        operation.TransactionIds.ShouldBe(purchase.Captures());
        purchase.Attribute("qliroOperation")!.ToJsonString().ShouldContain(operation.RequestId.ToString()!);
    }

    [Fact]
    public async Task Should_read_what_others_did_a_moment_ago_and_change_nothing()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = (await purchase.Stored(), (await purchase.Timeline()).Count);
        await StaffRequests.Ship(purchase, (Requests.Mug, 2, 125m));
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        (await Ledger(purchase)).Totals.Captured.ShouldBe(250m);

        var after = (await purchase.Stored(), (await purchase.Timeline()).Count);
        after.Item2.ShouldBe(before.Count);
        after.Item1.Ledger.Captured.ShouldBe(0m);
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_read_a_payment_that_the_store_has_lost_and_not_store_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await shop.LoseDatabase();

        (await Ledger(purchase)).Totals.Reserved.ShouldBe(250m);

        (await shop.Store.Load(purchase.Key.ToString(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_find_what_is_not_there()
    {
        await using var shop = await Shop.Open();
        var order = shop.AddOrder();
        (await shop.Grains.Get(Shop.Key(order).Payment("p_none")).GetLedger(new())).Error!.Code
            .ShouldBe("payment-not-found");
        (await shop.Grains.Get(Shop.Key("o_none").Payment("p_none")).GetLedger(new())).Error!.Code
            .ShouldBe("order-not-found");

        var purchase = await shop.OpenCheckout();
        await purchase.Grain.Remove(new());
        (await purchase.Grain.GetLedger(new())).Error!.Code.ShouldBe("payment-not-found");
    }

    [Fact]
    public async Task Should_say_so_when_qliro_does_not_answer()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").Answer(500, times: 5);

        (await shop.FinishOutbox(purchase.Grain.GetLedger(new()))).Error!.Code.ShouldBe("qliro-error");
    }

    [Fact]
    public async Task Should_refuse_while_the_payment_is_parked()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.Rewrite(payment => payment with { ParkedBecause = "it must wait." });

        (await purchase.Grain.GetLedger(new())).Error!.Code.ShouldBe("payment-conflict");
    }

    [Fact]
    public async Task Should_be_empty_before_the_purchase()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        var ledger = await Ledger(purchase);

        ledger.Totals.ShouldBe(new(0m, 0m, 0m, 0m, 0m));
        ledger.Lines.ShouldBeEmpty();
    }

    private static async Task<PaymentLedger> Ledger(Purchase purchase)
    {
        var read = await purchase.Grain.GetLedger(new());
        read.Error.ShouldBeNull();
        return read.Value!;
    }
}
