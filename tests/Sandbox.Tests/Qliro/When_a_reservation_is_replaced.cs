using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_a_reservation_is_replaced : QliroSituation
{
    private const string Update = "/UpdateItems";
    private const string Retry = "/retryReversalPaymentTransaction";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_hold_the_new_lines_alone(bool releases)
    {
        Qliro.Options.ReleasesReplaced = releases;
        var (id, reservation) = await Bought(Mug(3));

        var (status, body) = await Qliro.Admin("POST", Update, Manage(id, "Updates", reservation, Mug(1)));
        status.ShouldBe(200, body?.ToJsonString());
        Qliro.FinishOpenTransactions(id);

        var newer = (long)body!["PaymentTransactionId"]!;
        ((string)body["Type"]!).ShouldBe(releases ? "UpdateItemsWithReversalResponse" : "UpdateItemsResponse");
        Qliro.Totals(id).Reserved.ShouldBe(12500);
        Qliro.Left(id).ShouldHaveSingleItem().ShouldBe((newer, "1:SKU-10", 125m, 1));
        await ShouldRefuse("PAYMENT_REFERENCE_IS_INCORRECT", Update, Manage(id, "Updates", reservation, Mug(1)));
    }

    [Fact]
    public async Task Should_answer_a_list_when_told_so()
    {
        (Qliro.Options.AnswersUpdatesFlat, Qliro.Options.ReleasesReplaced) = (false, false);
        var (id, reservation) = await Bought(Mug(3));

        var (_, body) = await Qliro.Admin("POST", Update, Manage(id, "Updates", reservation, Mug(1)));

        body!["PaymentTransactions"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_stay_as_it_was_when_the_new_one_fails()
    {
        var (id, reservation) = await Bought(Mug(3));
        Qliro.PlanOutcome("Preauthorization", TransactionStatus.Error, "DECLINED", "no");

        await Qliro.Admin("POST", Update, Manage(id, "Updates", reservation, Mug(1)));
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).ShouldSatisfyAllConditions(
            totals => totals.Reserved.ShouldBe(37500), totals => totals.Released.ShouldBe(0));
        Qliro.Left(id).ShouldHaveSingleItem().Quantity.ShouldBe(3);
    }

    [Fact]
    public async Task Should_give_back_what_a_direct_method_had_taken_and_do_it_again_on_demand()
    {
        var (id, debit) = await BoughtBy("TRUSTLY");
        Qliro.PlanOutcome("Reversal", TransactionStatus.Error, "PROVIDER", "no");
        var (_, body) = await Qliro.Admin("POST", Update, Manage(id, "Updates", debit, Mug(1)));
        ((string)body!["Type"]!).ShouldBe("UpdateItemsWithReversalResponse");
        var reversal = (long)body["ReversalPaymentTransactionId"]!;
        Qliro.FinishOpenTransactions(id);
        Transaction(id, reversal)["Status"]!.ToString().ShouldBe("Error");
        ((decimal)Transaction(id, reversal)["Amount"]!).ShouldBe(250m);

        var (status, again) = await Qliro.Admin("POST", Retry, Reversal(id, reversal));
        status.ShouldBe(200, again?.ToJsonString());
        Qliro.FinishOpenTransactions(id);

        ((decimal)Transaction(id, (long)again!["PaymentTransactionId"]!)["Amount"]!).ShouldBe(250m);
        await ShouldRefuse("PAYMENT_REFERENCE_IS_INCORRECT", Retry, Reversal(id, debit));
        await ShouldRefuse(
            "OPERATION_NOT_SUPPORTED", Retry, Reversal(id, (long)again["PaymentTransactionId"]!));
    }

    [Theory]
    [InlineData("TRUSTLY")]
    [InlineData("CREDITCARDS")]
    public async Task Should_not_change_a_shipped_order_of_other_methods(string method)
    {
        var (id, reservation) = await BoughtBy(method);
        await Captured(id, reservation, Mug(1));

        await ShouldRefuse("OPERATION_NOT_SUPPORTED", Update, Manage(id, "Updates", reservation, Mug(1)));
    }

    [Fact]
    public async Task Should_leave_shipped_lines_as_they_are()
    {
        var (id, reservation) = await Bought(Mug(3));
        await Captured(id, reservation, Mug(1));
        var other = Mug(1);
        other["Description"] = "Another text";

        await ShouldRefuse("ITEM_SHIPPED_WITH_DIFFERENT_PRICEEXVAT_DESCRIPTION", Update,
            Manage(id, "Updates", reservation, other));
        (await Qliro.Admin("POST", Update, Manage(id, "Updates", reservation, Mug(1)))).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).ShouldSatisfyAllConditions(
            totals => totals.Captured.ShouldBe(12500), totals => totals.Reserved.ShouldBe(12500));
    }

    private async Task<(long OrderId, long Payment)> BoughtBy(string method)
    {
        var id = await CreateOrder(Mug(3));
        var result = await Qliro.CompleteAsync(id, method: method, typeCode: null);
        result.Accepted.ShouldBeTrue();
        return (id, result.PaymentTransactionId!.Value);
    }

    private JsonObject Reversal(long orderId, long reversal)
    {
        var body = Manage(orderId);
        body["PaymentReference"] = reversal;
        return body;
    }

    private JsonNode Transaction(long orderId, long id) => Qliro.AdminOrder(orderId)["PaymentTransactions"]!.AsArray()
        .Single(one => (long)one!["PaymentTransactionId"]! == id)!;
}
