using QliroAdapter.QliroCallbacks;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_a_push_tells_of_a_purchase
{
    [Fact, Trait("norce", "31")]
    public async Task Should_write_the_customer_before_the_state_and_end_completed()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new() { FirstName = "Berit" });
        shop.Norce.Log.Clear();

        await shop.Qliro.FlushPushes();

        shop.Norce.Log.Writes.Select(write => write.Path.Split('/')[^1]).ShouldBe(
            ["shipping", "billing", purchase.PaymentId, "actions", "state", "state", "transactions", "transactions"]);
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        shop.Norce.Transitions(purchase.OrderId).TakeLast(2).ShouldBe(["accepted", "completed"]);
        shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
            .Select(entry => (string)entry["event"]!).ShouldContain("confirm");
        shop.Qliro.Pushes.ShouldAllBe(push => push.Received);
    }

    [Fact, Trait("norce", "32")]
    public async Task Should_write_nothing_more_for_a_repeat()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var stored = await purchase.Stored();
        shop.Norce.Log.Clear();

        (await purchase.Grain.ReceivePush(Completed())).Error.ShouldBeNull();

        shop.Norce.Log.Writes.ShouldBeEmpty();
        (await purchase.Stored()).State.ShouldBe(stored.State);
    }

    [Fact, Trait("norce", "32"), Trait("qliro", "25")]
    public async Task Should_move_once_for_three_at_a_time()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => purchase.Grain.ReceivePush(Completed())));

        answers.ShouldAllBe(answer => answer.IsAccepted);
        shop.Norce.Transitions(purchase.OrderId).ShouldBe(["checkout", "processing", "accepted", "completed"]);
    }

    [Fact]
    public async Task Should_move_once_for_two_nodes_at_a_time()
    {
        for (var commit = 1; commit <= 3; commit++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.OpenCheckout();
            await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
            shop.Mishaps.Intrude(commit, () => shop.OtherNode.Get(purchase.Key).ReceivePush(Completed()));

            (await purchase.Grain.ReceivePush(Completed())).Error.ShouldBeNull();
            await shop.DoDueWork();

            shop.Norce.Transitions(purchase.OrderId).ShouldBe(
                ["checkout", "processing", "accepted", "completed"], $"commit {commit}");
            shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
                .Count(entry => (string)entry["event"]! == "confirm").ShouldBe(1, $"commit {commit}");
        }
    }

    [Fact, Trait("norce", "33")]
    public async Task Should_complete_after_a_review()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold);
        await shop.Qliro.FlushPushes();
        purchase.NorceState.ShouldBe("pending");
        purchase.OrderStatus.ShouldBe("accepted");
        purchase.Actions.ShouldBeEmpty();

        shop.Qliro.ResolveHold(purchase.QliroOrderId, completed: true);
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact, Trait("norce", "33"), Trait("qliro", "27")]
    public async Task Should_decline_after_a_review()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId, PurchaseOutcome.OnHold);
        await shop.Qliro.FlushPushes();
        (await purchase.Grain.Capture(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        shop.Qliro.ResolveHold(purchase.QliroOrderId, completed: false);
        await shop.Qliro.FlushPushes();

        purchase.NorceState.ShouldBe("declined");
        purchase.OrderStatus.ShouldBe("declined");
    }

    [Fact, Trait("qliro", "26")]
    public async Task Should_stay_completed_when_an_older_push_comes_late()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await purchase.Grain.ReceivePush(new() { Push = new() { Status = "OnHold" } })).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(2));

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory, Trait("norce", "34"), Trait("qliro", "28")]
    [InlineData("Completed")]
    [InlineData("OnHold")]
    [InlineData("Refused")]
    public async Task Should_believe_qliros_order_and_not_the_push(string status)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Log.Clear();

        (await purchase.Grain.ReceivePush(new() { Push = new() { Status = status } })).Error.ShouldBeNull();

        shop.Norce.Log.Writes.Where(write => write.Method == "PUT").ShouldBeEmpty();
        purchase.NorceState.ShouldBe("intent");
        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.Kind == OutboxKind.ReconcileWithQliro);
    }

    [Fact]
    public async Task Should_find_soon_what_a_push_told_too_early()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await purchase.Grain.ReceivePush(Completed());
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromSeconds(5));

        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_read_the_order_when_the_body_cannot_be_read()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact, Trait("qliro", "53")]
    public async Task Should_report_a_fee_that_qliro_added()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.AddFee(purchase.QliroOrderId, 29m, 23.20m);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();

        purchase.NorceAmount.ShouldBe(250m);
        ((decimal)purchase.NorcePayment["attributes"]!["qliroAmountMismatch"]!).ShouldBe(29m);
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact, Trait("qliro", "30")]
    public async Task Should_not_find_an_order_that_nobody_knows()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var unknown = shop.Grains.Get(Shop.Key(orderId).Payment("pnone"));

        (await unknown.ReceivePush(Completed())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await unknown.ReceiveStatus(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);

        shop.Norce.Log.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_call_for_a_person_when_the_payment_was_removed()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var qliroOrder = purchase.QliroOrderId;
        await purchase.Grain.Remove(new());
        await BuyWithoutAsking(shop, qliroOrder);

        (await purchase.Grain.ReceivePush(Completed())).Error.ShouldBeNull();

        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
        purchase.NorceState.ShouldBe("removed");
    }

    [Fact]
    public async Task Should_call_for_a_person_when_the_removed_payment_was_forgotten()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var qliroOrder = purchase.QliroOrderId;
        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "removed");
        await shop.LoseDatabase();
        await BuyWithoutAsking(shop, qliroOrder);

        (await purchase.Grain.ReceivePush(Completed())).Error.ShouldBeNull();

        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
    }

    private static ReceivePush Completed()
        => new() { Push = new() { Status = "Completed", NotificationType = "CustomerCheckoutStatus" } };

    /// <summary>Validation gets no answer, which Qliro takes for an approval.</summary>
    private static async Task BuyWithoutAsking(Shop shop, long qliroOrder)
    {
        shop.Callbacks.AreSilent = true;
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(qliroOrder))).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
    }
}
