using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>Goods are out of stock: Qliro is told what stays reserved.</summary>
public sealed class When_reserved_items_are_cancelled
{
    private const string Tea = "2:TEA";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Should_send_what_stays_and_keep_the_payment_reserved(bool releases, bool flat)
    {
        await using var shop = await Shop.Open();
        (shop.Qliro.Options.ReleasesReplaced, shop.Qliro.Options.AnswersUpdatesFlat) = (releases, flat);
        var purchase = await shop.Buy(MugsAndTea());

        (await purchase.CancelItems(("TEA", 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var update = purchase.Sent(Requests.Update).ShouldHaveSingleItem()["Updates"]!.AsArray()
            .ShouldHaveSingleItem()!;
        ((long)update["PaymentTransactionId"]!)
            .ShouldBe((long)purchase.Transactions("Preauthorization")[0]["PaymentTransactionId"]!);
        update["OrderItems"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(
            """{"MerchantReference":"1:T-1","Description":"Mug","Type":"Product","Quantity":2,"PricePerItemIncVat":125.00,"PricePerItemExVat":100}""");
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        var entry = purchase.AuditTrail("cancel").ShouldHaveSingleItem();
        ((bool)entry["isSuccess"]!, (decimal)entry["amount"]!).ShouldBe((true, 100m));
        purchase.AdminOrder.Reserved.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_leave_out_what_was_captured_and_then_capture_and_refund_the_rest()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea()).Captured((Requests.Mug, 1));

        await purchase.CancelItemsNow((Tea, 1));

        Stays(purchase).ShouldBe([(Requests.Mug, 1)]);
        purchase.NorceState.ShouldBe("reserved");
        await purchase.ShouldAgreeWithQliro();
        await purchase.CaptureNow();
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 25000));
        (await purchase.RefundSum(250.01m)).Error!.Message.ShouldContain("250.00 SEK");
        await purchase.RefundSumNow(130m);
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(13000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_a_whole_cancel_when_nothing_would_stay()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.CancelItems(("T-1", 2))).Error.ShouldBeNull();
        (await purchase.CancelItems(("T-1", 2))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Update).ShouldBeEmpty();
        purchase.Sent(Requests.CancelOrder).Count.ShouldBe(1);
        (purchase.NorceState, purchase.AdminOrder.Released).ShouldBe(("cancelled", 25000));
        await purchase.ShouldAgreeWithQliro();
        (await purchase.CancelItems(("T-1", 1))).Error!.Code.ShouldBe("order-bad-request");
    }

    [Fact]
    public async Task Should_leave_a_captured_payment_when_the_rest_is_named()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        await purchase.CancelItemsNow((Requests.Mug, 1));

        (purchase.NorceState, purchase.AdminOrder.Captured, purchase.AdminOrder.Released)
            .ShouldBe(("captured", 12500, 12500));
        (await purchase.CancelItems((Requests.Mug, 1))).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("order-bad-request"), error => error.Message.ShouldContain(Requests.Mug));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData("T-1", 3)]
    [InlineData("NOTHING", 1)]
    public async Task Should_refuse_what_is_not_reserved(string reference, int quantity)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.CancelItems((reference, quantity))).Error!.Code.ShouldBe("order-bad-request");

        purchase.Sent(Requests.Update).ShouldBeEmpty();
        purchase.Sent(Requests.CancelOrder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_what_was_cancelled_or_captured_already()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea()).Captured((Requests.Mug, 2));
        await purchase.CancelItemsNow((Tea, 1));

        (await purchase.CancelItems((Requests.Mug, 1))).Error!.Code.ShouldBe("order-bad-request");
    }

    [Fact]
    public async Task Should_refuse_before_there_is_a_purchase()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();

        (await purchase.CancelItems(("T-1", 1))).Error!.Code.ShouldBe("payment-conflict");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_release_once_when_the_answer_is_lost(bool wasCarriedOut)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea());
        var fault = shop.Qliro.Faults.On("POST", Requests.Update);
        if (wasCarriedOut) fault.LoseAnswer();
        else fault.LoseRequest();

        (await purchase.CancelItems((Tea, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(Requests.Update).Select(one => one.ToJsonString()).ToList();
        (sent.Count, sent.Distinct().Count()).ShouldBe((wasCarriedOut ? 1 : 2, 1));
        purchase.Transactions("Preauthorization").Count.ShouldBe(2);
        purchase.AdminOrder.Reserved.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_answer_the_same_key_once()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea());
        Task<Outcome<CheckoutSnippet>> Ask(string reference) => purchase.Grain.CancelItems(
            new() { Items = Requests.Items((reference, 1)), IdempotencyKey = "key-1" });

        (await Ask(Tea)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await Ask(Tea)).Error.ShouldBeNull();
        (await Ask(Requests.Mug)).Error!.IsConflict.ShouldBeTrue();

        purchase.Sent(Requests.Update).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_take_discounts_and_shares_of_the_order_along()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(
            NorceOrders.Item("A", unitPrice: 150m, quantity: 1, discount: 10m),
            NorceOrders.Item("B", unitPrice: 90m, quantity: 1));
        order["cart"]!["total"] = NorceOrders.Price(207m, 0.25m);
        var purchase = await shop.Buy(order);
        var worth = await Worth(purchase, "A");

        await purchase.CancelItemsNow(("A", 1));

        purchase.AdminOrder.Reserved.ShouldBe(20700 - worth);
        Stays(purchase).ShouldAllBe(line => line.Reference.StartsWith('2') || !char.IsAsciiDigit(line.Reference[0]));
        await purchase.CaptureNow();
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 20700 - worth));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_say_what_qliro_says_when_it_refuses()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(MugsAndTea());
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, method: "CREDITCARDS", typeCode: null)).Accepted
            .ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await purchase.CaptureNow((Requests.Mug, 1));

        (await purchase.CancelItems((Tea, 1))).Error!.ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe("qliro-bad-request"),
            error => error.QliroError!.ErrorCode.ShouldBe("OPERATION_NOT_SUPPORTED"));

        purchase.NorceState.ShouldBe("reserved");
        purchase.AdminOrder.Reserved.ShouldBe(22500);
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData("NO_ITEMS_LEFT_IN_RESERVATION")]
    [InlineData("ORDER_HAS_BEEN_CANCELLED")]
    public async Task Should_not_take_a_refusal_for_done(string code)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea());
        shop.Qliro.Faults.On("POST", Requests.Update)
            .Answer(400, $$"""{"ErrorCode":"{{code}}","ErrorMessage":"Evaluation, no."}""");

        (await purchase.CancelItems((Tea, 1))).Error!.Code.ShouldBe("qliro-bad-request");

        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Failed);
    }

    [Fact]
    public async Task Should_refuse_to_empty_one_of_two_reservations()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 40m, 32m);
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();

        (await purchase.CancelItems(("U1:EXTRA", 1))).Error!.Code.ShouldBe("order-bad-request");
        await purchase.CancelItemsNow((Requests.Mug, 1));

        purchase.AdminOrder.Reserved.ShouldBe(16500);
        await purchase.CaptureNow();
        await purchase.FinishAtQliro();
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 16500));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_stay_as_it_was_when_the_new_reservation_fails()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(MugsAndTea());
        shop.Qliro.PlanOutcome("Preauthorization", "Error", "DECLINED", "The bank said no.");

        await purchase.CancelItemsNow((Tea, 1));

        purchase.AdminOrder.Reserved.ShouldBe(35000);
        ((bool)purchase.AuditTrail("cancel").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeFalse();
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        await purchase.ShouldAgreeWithQliro();
        await purchase.CancelItemsNow((Tea, 1));
        purchase.AdminOrder.Reserved.ShouldBe(25000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_wait_for_the_money_that_trustly_gives_back(bool releases)
    {
        await using var shop = await Shop.Open();
        shop.Qliro.Options.ReleasesReplaced = releases;
        var purchase = await BuyByTrustly(shop);

        (await purchase.CancelItems((Tea, 1))).Error.ShouldBeNull();
        var ids = (await purchase.Stored()).OpenOperation()!.Parts.ShouldHaveSingleItem().TransactionIds;
        ids.ShouldBe([.. purchase.Transactions("Preauthorization").Concat(purchase.Transactions("Reversal"))
            .Select(one => (long)one["PaymentTransactionId"]!)]);
        shop.Qliro.FinishTransaction(ids[0]);
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
        await purchase.FinishAtQliro();

        ((decimal)purchase.Transactions("Reversal").ShouldHaveSingleItem()["Amount"]!).ShouldBe(100m);
        purchase.NorceState.ShouldBe("reserved");
        purchase.AdminOrder.Reserved.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
        await purchase.CaptureNow();
        (purchase.NorceState, purchase.AdminOrder.Captured).ShouldBe(("captured", 25000));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_have_a_reversal_done_again_that_failed(bool failsAgain)
    {
        await using var shop = await Shop.Open();
        var purchase = await BuyByTrustly(shop);
        shop.Qliro.PlanOutcome("Reversal", "Error", "PROVIDER", "Try later.");

        await purchase.CancelItemsNow((Tea, 1));
        var failed = (long)purchase.Transactions("Reversal")[0]["PaymentTransactionId"]!;
        var retry = purchase.Sent("retryReversalPaymentTransaction").ShouldHaveSingleItem();
        ((long)retry["PaymentReference"]!).ShouldBe(failed);
        if (failsAgain) shop.Qliro.PlanOutcome("Reversal", "Error", "PROVIDER", "No.");
        await purchase.FinishAtQliro();

        var operation = (await purchase.Stored()).Operations.ShouldHaveSingleItem();
        operation.Status.ShouldBe(failsAgain ? OperationStatus.Failed : OperationStatus.Succeeded);
        operation.Amount.ShouldBe(100m);
        ((bool)purchase.AuditTrail("cancel").ShouldHaveSingleItem()["isSuccess"]!).ShouldBe(!failsAgain);
        purchase.NorceState.ShouldBe("reserved");
        purchase.AdminOrder.Reserved.ShouldBe(25000);
        purchase.Sent("retryReversalPaymentTransaction").Count.ShouldBe(1);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_find_a_reversal_whose_repeat_was_not_answered()
    {
        await using var shop = await Shop.Open();
        var purchase = await BuyByTrustly(shop);
        shop.Qliro.PlanOutcome("Reversal", "Error", "PROVIDER", "Try later.");
        shop.Qliro.Faults.On("POST", "retryReversalPaymentTransaction").LoseAnswer();

        await purchase.CancelItemsNow((Tea, 1));
        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.FinishAtQliro();

        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Succeeded);
        purchase.Transactions("Reversal").Count.ShouldBe(2);
        await purchase.ShouldAgreeWithQliro();
    }

    private static JsonObject MugsAndTea()
        => NorceOrders.Cart(NorceOrders.Item(), NorceOrders.Item("TEA", "Tea", unitPrice: 100m, quantity: 1));

    private static async Task<Purchase> BuyByTrustly(Shop shop)
    {
        var purchase = await shop.OpenCheckout(MugsAndTea());
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, method: "TRUSTLY", typeCode: null)).Accepted
            .ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await shop.DoDueWork();
        return purchase;
    }

    private static IReadOnlyList<(string Reference, int Quantity)> Stays(Purchase purchase)
        => [.. purchase.Sent(Requests.Update)[^1]["Updates"]![0]!["OrderItems"]!.AsArray()
            .Select(line => ((string)line!["MerchantReference"]!, (int)line["Quantity"]!))];

    /// <summary>Öre that capturing it alone would come to.</summary>
    private static async Task<long> Worth(Purchase purchase, string item)
    {
        var adminOrder = System.Text.Json.JsonSerializer.Deserialize<Qliro.AdminOrder>(
            purchase.Shop.Qliro.AdminOrder(purchase.QliroOrderId), Qliro.QliroJson.Options)!;
        var plan = OperationPlan.For(purchase.Key, await purchase.Stored(),
            new(OperationType.Capture, Requests.Items((item, 1)), null), adminOrder, default)!;
        return (long)(plan.Value!.Amount * 100m);
    }
}
