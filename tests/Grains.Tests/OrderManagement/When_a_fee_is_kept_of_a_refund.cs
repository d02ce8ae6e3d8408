using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_a_fee_is_kept_of_a_refund
{
    [Fact]
    public async Task Should_give_back_the_rest()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        var one = Requests.Items((Requests.Mug, 1));
        (await purchase.Grain.Refund(new() { Items = one, Fees = [Fee(20m)] })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Return).ShouldHaveSingleItem()["Returns"]![0]!["Fees"]!;
        var fee = sent.AsArray().ShouldHaveSingleItem()!;
        ((string)fee["MerchantReference"]!, (string)fee["Description"]!).ShouldBe(("RETURN-FEE", "Return fee"));
        ((decimal)fee["PricePerItemIncVat"]!, (decimal)fee["PricePerItemExVat"]!).ShouldBe((20m, 16m));
        purchase.AdminOrder.Refunded.ShouldBe(10500);
        ((decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(105m);
        purchase.Actions.ShouldBe(["refund"]);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_all_returned_though_a_part_was_kept()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        (await purchase.Grain.Refund(new() { Fees = [Fee(20m)] })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 23000));
        purchase.Actions.ShouldBeEmpty();
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_found_in_the_admin_order_when_the_answer_is_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        shop.Qliro.Faults.On("POST", Requests.Return).LoseAnswer();

        (await purchase.Grain.Refund(new() { Fees = [Fee(20m)] })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Return).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_taken_from_the_oldest_capture_that_can_bear_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.CaptureNow();

        (await purchase.Grain.Refund(new() { Fees = [Fee(124.99m)] })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Return).Select(sent => sent["Returns"]![0]!["Fees"] is not null).ShouldBe([true, false]);
        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 12501));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(250, 200)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(10, 11)]
    public async Task Should_refuse_a_fee_that_leaves_nothing_or_is_none(decimal incVat, decimal exVat)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        var answer = await purchase.Grain.Refund(new() { Fees = [Fee(incVat) with { PriceExVat = exVat }] });

        answer.Error!.Code.ShouldBe("order-bad-request");
        purchase.Sent(Requests.Return).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_tell_another_fee_under_the_same_key_apart()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        (await purchase.Grain.Refund(new() { Fees = [Fee(20m)], IdempotencyKey = "k" })).Error.ShouldBeNull();

        (await purchase.Grain.Refund(new() { Fees = [Fee(20m)], IdempotencyKey = "k" })).Error.ShouldBeNull();
        var other = await purchase.Grain.Refund(new() { Fees = [Fee(30m)], IdempotencyKey = "k" });

        other.Error!.IsConflict.ShouldBeTrue();
        (await purchase.Refund()).Error!.Code.ShouldBe("payment-conflict");
        purchase.Sent(Requests.Return).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_understand_a_fee_that_qliros_staff_kept()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishTransaction(shop.Qliro.RefundOutOfBand(purchase.QliroOrderId, fee: 30m));

        (await purchase.Refresh()).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("credited");
        ((decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(220m);
        (await purchase.Stored()).Ledger.Kept.ShouldBe(30m);
        await purchase.ShouldAgreeWithQliro();
    }

    private static ReturnFee Fee(decimal incVat) => new()
    {
        Reference = "RETURN-FEE",
        Description = "Return fee",
        PriceIncVat = incVat,
        PriceExVat = Money.Round(incVat * 0.8m),
    };
}
