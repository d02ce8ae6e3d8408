using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "35")]
public sealed class When_the_answer_to_an_operation_is_lost
{
    [Fact]
    public async Task Should_find_it_in_the_admin_order_before_answering()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).LoseAnswer();

        (await purchase.Capture()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_send_a_request_that_got_lost_again_under_the_same_id()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).LoseRequest();

        (await purchase.Capture()).Error.ShouldBeNull();

        var sent = purchase.Sent(Requests.Ship);
        sent.Count.ShouldBe(2);
        sent[0].ToJsonString().ShouldBe(sent[1].ToJsonString());
        purchase.AdminOrder.Operations["Capture"].ShouldBe(1);
    }

    [Fact]
    public async Task Should_stay_open_when_the_admin_order_cannot_be_read_and_be_finished_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).LoseAnswer();
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").After(1).Answer(401);

        (await purchase.Capture()).Error!.Code.ShouldBe("qliro-error");
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
        (await purchase.Capture()).Error.ShouldBeNull();

        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        await shop.Pass(TimeSpan.FromMinutes(2));
        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Operations["Capture"].ShouldBe(1);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_not_fail_when_the_repeat_is_refused_unread()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).LoseRequest();
        shop.Qliro.Faults.On("POST", Requests.Ship).After(0).Answer(401);

        (await purchase.Capture()).Error!.Code.ShouldBe("qliro-error");
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();

        await shop.Pass(TimeSpan.FromMinutes(1));
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Operations["Capture"].ShouldBe(1);
    }

    [Theory]
    [InlineData(OperationType.Cancel, "Reversal")]
    [InlineData(OperationType.Refund, "Refund")]
    public async Task Should_book_cancels_and_refunds_once_as_well(OperationType type, string booked)
    {
        await using var shop = await Shop.Open();
        var purchase = type == OperationType.Cancel ? await shop.Buy() : await shop.Buy().Captured();
        shop.Qliro.Faults.On("POST", "/adminapi/v2/").LoseAnswer();

        (type == OperationType.Cancel ? await purchase.Cancel() : await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Transactions(booked).Count.ShouldBe(1);
        await purchase.ShouldAgreeWithQliro();
    }

    /// <summary>
    /// While the first capture was given back, staff tried to give back the second, and the provider said no.
    /// </summary>
    [Fact]
    public async Task Should_not_take_what_others_tried_meanwhile_for_its_second_request()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.CaptureNow();
        (await purchase.Refund()).Error.ShouldBeNull();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        shop.Qliro.PlanOutcome("Refund", "Error", "REJECTED", "The provider rejected it.");
        var others = shop.Qliro.RefundOutOfBand(purchase.QliroOrderId);
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        shop.Qliro.Faults.On("POST", Requests.Return).LoseAnswer();

        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("credited");
        var refund = (await purchase.Stored()).Operations[^1];
        refund.Status.ShouldBe(OperationStatus.Succeeded);
        refund.Parts.SelectMany(part => part.TransactionIds).ShouldNotContain(others);
        purchase.AuditTrail("refund").ShouldHaveSingleItem()["amount"]!.GetValue<decimal>().ShouldBe(250m);
        await purchase.ShouldAgreeWithQliro();
    }
}
