using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>A sum goes back without goods: a discount on what was captured, the oldest capture first.</summary>
public sealed class When_a_sum_is_refunded
{
    [Fact]
    public async Task Should_add_one_discount_to_the_invoice()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        (await purchase.RefundSum(50m, "Scratched")).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Add).ShouldHaveSingleItem();
        ((string)sent["Currency"]!).ShouldBe("SEK");
        var addition = sent["Additions"]!.AsArray().ShouldHaveSingleItem()!;
        ((long)addition["PaymentTransactionId"]!).ShouldBe(purchase.Captures().Single());
        addition["OrderItems"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(
            """{"MerchantReference":"REFUND-2","Description":"Scratched","Type":"Discount","Quantity":1,"PricePerItemIncVat":-50,"PricePerItemExVat":-40,"VatRate":25.00}""");
        purchase.AdminOrder.Refunded.ShouldBe(5000);
        (purchase.NorceState, (decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(("captured", 50m));
        purchase.Actions.ShouldBe(["refund"]);
        var entry = purchase.AuditTrail("refund").ShouldHaveSingleItem();
        ((bool)entry["isSuccess"]!, (decimal)entry["amount"]!).ShouldBe((true, 50m));
        ((string)entry["requestJson"]!).ShouldContain("Additions");
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData("Credit", null)]
    [InlineData("Refund", null)]
    [InlineData("UpdateInvoice", null)]
    [InlineData("Credit", "Ship")]
    [InlineData("Refund", "Return")]
    [InlineData("UpdateInvoice", "Return")]
    public async Task Should_understand_whatever_qliro_calls_it(string type, string? listedAs)
    {
        await using var shop = await Shop.Open();
        (shop.Qliro.Options.AdditionType, shop.Qliro.Options.AdditionAction) = (type, listedAs);
        var purchase = await shop.Buy().Captured();
        shop.Qliro.Faults.On("POST", Requests.Add).LoseAnswer();

        (await purchase.RefundSum(50m)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Add).Count.ShouldBe(1);
        (purchase.NorceState, (decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(("captured", 50m));
        (await purchase.Stored()).Ledger.Returnable.ShouldBe(200m);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_give_back_of_what_is_captured_while_the_rest_is_reserved()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        (await purchase.RefundSum(125.01m)).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("order-bad-request"), error => error.Message.ShouldContain("125.00 SEK"));
        (await purchase.RefundSum(100m)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel", "refund"]);
        await purchase.CaptureNow();

        purchase.NorceState.ShouldBe("captured");
        (await purchase.RefundSum(150m)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_take_from_the_oldest_capture_first_one_after_the_other()
    {
        await using var shop = await Shop.Open();
        var purchase = await TwoCaptures(shop);

        (await purchase.RefundSum(200m)).Error.ShouldBeNull();
        purchase.Sent(Requests.Add).Count.ShouldBe(1);
        (await purchase.Stored()).OpenOperation()!.Parts.Select(part => part.Amount).ShouldBe([125m, 75m]);
        (await purchase.RefundSum(1m)).Error!.Code.ShouldBe("payment-conflict");
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Add);
        sent.Select(one => (long)one["Additions"]![0]!["PaymentTransactionId"]!).ShouldBe(purchase.Captures());
        sent.Select(one => (decimal)one["Additions"]![0]!["OrderItems"]![0]!["PricePerItemIncVat"]!)
            .ShouldBe([-125m, -75m]);
        sent.Select(one => (string)one["RequestId"]!).Distinct().Count().ShouldBe(2);
        purchase.AdminOrder.Refunded.ShouldBe(20000);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_book_the_second_addition_once_when_its_answer_is_lost(bool wasCarriedOut)
    {
        await using var shop = await Shop.Open();
        var purchase = await TwoCaptures(shop);
        (await purchase.RefundSum(200m)).Error.ShouldBeNull();
        var fault = shop.Qliro.Faults.On("POST", Requests.Add);
        if (wasCarriedOut) fault.LoseAnswer();
        else fault.LoseRequest();

        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.FinishAtQliro();

        var second = purchase.Sent(Requests.Add).Skip(1).Select(one => one.ToJsonString()).ToList();
        second.Count.ShouldBe(wasCarriedOut ? 1 : 2);
        second.Distinct().Count().ShouldBe(1);
        purchase.Transactions("Credit").Count.ShouldBe(2);
        purchase.AdminOrder.Refunded.ShouldBe(20000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_believe_an_answer_without_a_transaction()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        shop.Qliro.Faults.On("POST", Requests.Add).Answer(200, "{}");

        (await purchase.RefundSum(50m)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Add);
        sent.Count.ShouldBe(2);
        sent[0].ToJsonString().ShouldBe(sent[1].ToJsonString());
        purchase.AdminOrder.Refunded.ShouldBe(5000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_refunded_once_all_was_given_back_by_sums()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        await purchase.RefundSumNow(100m);
        purchase.NorceState.ShouldBe("captured");
        (await purchase.RefundSum(150.01m)).Error!.Message.ShouldContain("150.00 SEK");
        await purchase.RefundSumNow(150m);

        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 25000));
        purchase.Actions.ShouldBeEmpty();
        await purchase.ShouldAgreeWithQliro();
        (await purchase.RefundSum(0.01m)).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("order-bad-request"), error => error.Message.ShouldContain("0.00 SEK"));
        (await purchase.Refund()).Error.ShouldBeNull();
        purchase.Sent(Requests.Return).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_less_for_items()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        await purchase.RefundSumNow(100m);

        (await purchase.Refund((Requests.Mug, 2))).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("order-bad-request"), error => error.Message.ShouldContain("150.00"));
        (await purchase.Refund((Requests.Mug, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(22500);
        (await purchase.Refund((Requests.Mug, 1))).Error!.Code.ShouldBe("order-bad-request");
        (await purchase.RefundSum(25.01m)).Error!.Code.ShouldBe("order-bad-request");
        await purchase.RefundSumNow(25m);

        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_return_the_goods_of_another_capture_that_can_bear_them()
    {
        await using var shop = await Shop.Open();
        var purchase = await TwoCaptures(shop);
        await purchase.RefundSumNow(50m);

        (await purchase.Refund((Requests.Mug, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Return).ShouldHaveSingleItem().ActsOn().ShouldBe(purchase.Captures()[1]);
        purchase.AdminOrder.Refunded.ShouldBe(17500);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_lower_a_full_refund_by_what_was_given_back_before()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        await purchase.RefundSumNow(50m);

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Return).ShouldHaveSingleItem()["Returns"]![0]!;
        sent["OrderItems"]!.AsArray().Sum(line => (int)line!["Quantity"]!).ShouldBe(2);
        var discount = sent["Discounts"]!.AsArray().ShouldHaveSingleItem()!;
        ((decimal)discount["PricePerItemIncVat"]!, (decimal)discount["PricePerItemExVat"]!).ShouldBe((-50m, -40m));
        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_leave_a_fee_with_the_shop()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        (await purchase.Grain.Refund(new()
        {
            Items = Requests.Items((Requests.Mug, 1)),
            Fees = [new() { Reference = "FEE", Description = "Fee", PriceIncVat = 20m, PriceExVat = 16m }],
        })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (await purchase.RefundSum(125.01m)).Error!.Message.ShouldContain("125.00 SEK");
        await purchase.RefundSumNow(125m);

        (purchase.NorceState, purchase.AdminOrder.Refunded).ShouldBe(("credited", 23000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_answer_the_same_key_once()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        Task<Outcome<CheckoutSnippet>> Ask(decimal amount, string? reason = "Scratched")
            => purchase.Grain.RefundAmount(new() { Amount = amount, Reason = reason, IdempotencyKey = "key-1" });

        (await Ask(50m)).Error.ShouldBeNull();
        (await Ask(50m)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await Ask(50.00m)).Error.ShouldBeNull();
        foreach (var other in (Outcome<CheckoutSnippet>[])[await Ask(51m), await Ask(50m, "Late"),
            await purchase.Grain.Refund(new() { IdempotencyKey = "key-1" })])
            (other.Error!.Code, other.Error.IsConflict).ShouldBe(("payment-conflict", true));

        purchase.AdminOrder.Refunded.ShouldBe(5000);
        (await purchase.RefundSum(50m, "Scratched")).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(10000);
    }

    [Fact]
    public async Task Should_be_stored_with_its_request_ids_before_anything_is_sent()
    {
        await using var shop = await Shop.Open();
        var purchase = await TwoCaptures(shop);
        shop.Qliro.Faults.On("POST", Requests.Add).Answer(401);

        (await purchase.RefundSum(200m)).Error!.Code.ShouldBe("qliro-error");

        var stored = (await purchase.Stored()).Operations[^1];
        stored.Type.ShouldBe(OperationType.RefundAmount);
        stored.Parts.Select(part => part.RequestId).ShouldBe(((int[])[1, 2]).Select(number => RequestIds.For(
            purchase.Key, OperationType.RefundAmount, stored.Ordinal, number, stored.TransactionsBefore.Max())));
        ((string)purchase.Sent(Requests.Add).ShouldHaveSingleItem()["RequestId"]!)
            .ShouldBe(stored.Parts[0].RequestId.ToString());
        purchase.AdminOrder.Refunded.ShouldBe(0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.001")]
    public async Task Should_refuse_what_is_no_sum(string amount)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        (await purchase.RefundSum(decimal.Parse(amount))).Error!.Code.ShouldBe("order-bad-request");

        purchase.Sent(Requests.Add).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_be_possible_before_anything_is_captured()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.RefundSum(1m)).Error!.Code.ShouldBe("payment-conflict");
    }

    [Fact]
    public async Task Should_be_open_to_be_asked_again_when_qliro_fails_it_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        shop.Qliro.PlanOutcome("Credit", "Error", "DECLINED", "The account is closed.");

        await purchase.RefundSumNow(50m);
        purchase.AdminOrder.Refunded.ShouldBe(0);
        ((bool)purchase.AuditTrail("refund").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeFalse();
        (await purchase.Stored()).Ledger.Returnable.ShouldBe(250m);
        await purchase.RefundSumNow(250m);

        purchase.NorceState.ShouldBe("credited");
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData("sv-SE", null, "Återbetalning")]
    [InlineData("fr-FR", " ", "Remboursement")]
    [InlineData("ja-JP", " ", "Refund")]
    [InlineData("sv-SE", "Repa i glaset", "Repa i glaset")]
    public async Task Should_say_something_to_the_customer(string culture, string? reason, string text)
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["culture"] = culture;
        var purchase = await shop.Buy(order).Captured();

        await purchase.RefundSumNow(50m, reason);

        TextOf(purchase).ShouldBe(text);
    }

    [Fact]
    public async Task Should_cut_a_long_reason_between_two_letters()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        await purchase.RefundSumNow(1m, new string('a', 250));
        TextOf(purchase).ShouldBe(new string('a', 200));
        await purchase.RefundSumNow(1m, new string('a', 199) + "😀b");
        TextOf(purchase).ShouldBe(new string('a', 199));
        await purchase.RefundSumNow(1m, new string('a', 198) + "😀b");
        TextOf(purchase).ShouldBe(new string('a', 198) + "😀");
    }

    [Fact]
    public async Task Should_take_the_vat_of_most_of_the_goods()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item("MUG", unitPrice: 100m, quantity: 1),
            NorceOrders.Item("TEA", unitPrice: 112m, quantity: 1, vatRate: 0.12m))).Captured();

        await purchase.RefundSumNow(56m);

        var line = purchase.Sent(Requests.Add)[^1]["Additions"]![0]!["OrderItems"]![0]!;
        ((decimal)line["VatRate"]!, (decimal)line["PricePerItemExVat"]!).ShouldBe((12m, -50m));
    }

    private static string TextOf(Purchase purchase)
        => (string)purchase.Sent(Requests.Add)[^1]["Additions"]![0]!["OrderItems"]![0]!["Description"]!;

    private static async Task<Purchase> TwoCaptures(Shop shop)
    {
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        shop.Clock.Advance(TimeSpan.FromHours(1));
        await purchase.CaptureNow();
        return purchase;
    }
}
