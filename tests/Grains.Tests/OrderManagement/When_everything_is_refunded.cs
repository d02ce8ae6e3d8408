using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "41")]
public sealed class When_everything_is_refunded
{
    [Fact]
    public async Task Should_return_each_capture_under_its_own_transaction_oldest_first_one_at_a_time()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        shop.Clock.Advance(TimeSpan.FromHours(1));
        await purchase.CaptureNow();
        var captures = purchase.Transactions("Capture").Select(one => (long)one["PaymentTransactionId"]!).ToList();

        (await purchase.Refund()).Error.ShouldBeNull();
        purchase.Sent(Requests.Return).Count.ShouldBe(1);
        (await purchase.Stored()).OpenOperation()!.Parts.Count.ShouldBe(2);
        purchase.NorceState.ShouldBe("captured");

        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");
        ((decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(125m);
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Return).Select(sent => sent.ActsOn()).ShouldBe(captures);
        purchase.NorceState.ShouldBe("credited");
        purchase.Actions.ShouldBeEmpty();
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_finish_twenty_lines_over_five_captures_unattended(bool pushesArrive)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            [.. Enumerable.Range(1, 20)
                .Select(number => NorceOrders.Item($"T-{number}", unitPrice: 10m + number, quantity: 1))]));
        for (var capture = 0; capture < 5; capture++)
            await purchase.CaptureNow([.. Enumerable.Range((capture * 4) + 1, 4).Select(line => ($"T-{line}", 1))]);
        purchase.NorceState.ShouldBe("captured");

        (await purchase.Refund()).Error.ShouldBeNull();
        shop.Qliro.Options.Outcomes = OutcomeTiming.Immediately;
        for (var minute = 0; minute < 15; minute++)
        {
            shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
            if (pushesArrive) await shop.Qliro.FlushPushes();
            await shop.Pass(TimeSpan.FromMinutes(1));
        }

        purchase.NorceState.ShouldBe("credited");
        purchase.Transactions("Refund").Count.ShouldBe(5);
        purchase.Sent(Requests.Return).Count.ShouldBe(5);
        purchase.AdminOrder.Refunded.ShouldBe(purchase.AdminOrder.Captured);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_go_on_with_the_queue_when_qliro_is_unavailable_in_between()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.CaptureNow();
        await purchase.Refund();
        shop.Qliro.Faults.On("POST", Requests.Return).Answer(401, times: 3);

        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromMinutes(2));
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("credited");
        purchase.Transactions("Refund").Count.ShouldBe(2);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_keep_what_was_returned_when_a_later_part_fails()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.CaptureNow();
        await purchase.Refund();
        await purchase.FinishAtQliro();
        shop.Qliro.PlanOutcome("Refund", "Error", "DECLINED", "The account is closed.");
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        ((decimal)purchase.Attribute("qliroRefunded")!).ShouldBe(125m);
        await purchase.ShouldAgreeWithQliro();

        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("credited");
    }

    [Fact]
    public async Task Should_show_norce_a_part_that_qliro_refuses_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));
        await purchase.CaptureNow();
        await purchase.Refund();
        shop.Qliro.Faults.On("POST", Requests.Return)
            .Answer(400, """{"ErrorCode":"INVALID_ITEM","ErrorMessage":"Evaluation, no matching item"}""");

        await purchase.FinishAtQliro();

        purchase.Attribute("qliroOperation").ShouldBeNull();
        purchase.Actions.ShouldBe(["refund"]);
        ((bool)purchase.AuditTrail("refund").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeFalse();
        await purchase.ShouldAgreeWithQliro();
    }
}
