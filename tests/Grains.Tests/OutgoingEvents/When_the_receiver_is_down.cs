using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.OutgoingEvents;

/// <summary>The receiver of events takes nothing, or the process ends: the payment goes on, and no event is lost.</summary>
public sealed class When_the_receiver_is_down
{
    private const int CallsMax = 80;

    [Fact]
    public async Task Should_hold_back_nothing_of_the_payment_and_park_nothing()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await receiver.Take("It answered 503.");
        await purchase.CaptureNow();
        await receiver.Take("It answered 503.");

        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(25000);
        var row = (await shop.Store.Find(new() { Text = purchase.Key.ToString() }, default)).Single();
        (row.OutboxEntries, row.ParkedReason, row.Attention, row.OutboxSince).ShouldBe((0, null, null, null));
        (await purchase.Grain.RetryOutbox(new())).Error.ShouldBeNull();
        (await purchase.Stored()).Outbox.ShouldAllBe(entry => entry.Attempts == 1);
    }

    [Fact]
    public async Task Should_try_again_with_growing_pauses_and_give_up_after_the_set_time()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        var tries = 0;
        for (var hour = 0; hour < 80; hour++)
        {
            tries += await receiver.Take("It answered 503.");
            await shop.Pass(TimeSpan.FromHours(1), steps: 60);
        }

        tries.ShouldBeInRange(20, 40);
        var stored = await purchase.Stored();
        stored.Events!.ShouldHaveSingleItem().Status.ShouldBe(OutgoingEventStatus.GivenUp);
        stored.Outbox.ShouldBeEmpty();
        var rows = (await purchase.Timeline()).Where(row => row.Summary.Contains("endpoint is given up")).ToList();
        rows.ShouldHaveSingleItem().Summary.ShouldBe(
            "Event 1 for the shop's endpoint is given up: it was not taken within 72 h; last: It answered 503.");
        stored.ParkedBecause.ShouldBeNull();
    }

    [Fact]
    public async Task Should_show_what_waits_and_ask_a_person_only_once_it_is_given_up()
    {
        await using var shop = await Shop.Open(null, [.. EventReceiver.Settings, ("Events:GiveUpHours", "0.01")]);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        var at = (await purchase.Stored()).Events!.Single().At;
        var waiting = await Row(shop, purchase);
        (waiting.EventsSince, waiting.EventsGivenUp, waiting.Attention).ShouldBe((at, 0, null));

        await GiveUp(shop, receiver);

        var given = await Row(shop, purchase);
        (given.EventsSince, given.EventsGivenUp, given.ParkedReason).ShouldBe((null, 1, null));
        given.Attention!.Kind.ShouldBe(AttentionKinds.EventsGivenUp);
        given.Attention.AtRisk.ShouldBe(0m);
        given.Attention.Reason.ShouldBe("The shop's endpoint did not take event 1, payment.reserved.");
    }

    [Fact]
    public async Task Should_ask_nobody_any_more_once_it_is_resent_and_taken()
    {
        await using var shop = await Shop.Open(null, [.. EventReceiver.Settings, ("Events:GiveUpHours", "0.01")]);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await GiveUp(shop, receiver);

        (await Act(purchase, OperatorActionKind.ResendEvents)).Error.ShouldBeNull();
        (await Row(shop, purchase)).Attention.ShouldBeNull();
        await receiver.Take();

        var row = await Row(shop, purchase);
        (row.EventsSince, row.EventsGivenUp, row.Attention).ShouldBe((null, 0, null));
        receiver.Types.ShouldBe(["payment.reserved"]);
    }

    [Fact]
    public async Task Should_ask_nobody_any_more_once_it_is_written_off()
    {
        await using var shop = await Shop.Open(null, [.. EventReceiver.Settings, ("Events:GiveUpHours", "0.01")]);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await GiveUp(shop, receiver);

        (await Act(purchase, OperatorActionKind.WriteOff)).Error.ShouldBeNull();

        var row = await Row(shop, purchase);
        (row.EventsGivenUp, row.Attention).ShouldBe((0, null));
        (await purchase.Stored()).Events!.Single().Status.ShouldBe(OutgoingEventStatus.GivenUp);
        (await purchase.Timeline()).ShouldContain(
            entry => entry.Summary == "Event 1, payment.reserved, stays undelivered: it is written off.");
        (await Act(purchase, OperatorActionKind.WriteOff)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    private static async Task GiveUp(Shop shop, EventReceiver receiver)
    {
        await receiver.Take("It answered 503.");
        await shop.Pass(TimeSpan.FromMinutes(2));
        await receiver.Take("It answered 503.");
    }

    private static async Task<PaymentSummary> Row(Shop shop, Purchase purchase)
        => (await shop.Store.Find(new() { Text = purchase.Key.ToString() }, default)).Single();

    private static Task<Outcome<Done>> Act(Purchase purchase, OperatorActionKind kind)
        => purchase.Grain.Act(new() { Kind = kind, By = "anna", Reason = "the shop asks" });

    [Fact]
    public async Task Should_send_the_same_id_again_when_the_process_ended_before_the_answer()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var purchase = await shop.Buy();
        shop.Events.Waiting.TryRead(out var first).ShouldBeTrue();
        await shop.Restart();
        await shop.DoDueWork();
        shop.Events.Waiting.Count.ShouldBe(0, "the other process may still be sending it");
        await shop.Pass(shop.Events.Lease);

        shop.Events.Waiting.TryRead(out var second).ShouldBeTrue();
        second!.Event.Id.ShouldBe(first!.Event.Id);
        EventBody.Of(second).ShouldBe(EventBody.Of(first));
    }

    [Fact]
    public async Task Should_not_hand_over_twice_what_is_under_way()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        await shop.Buy();
        await shop.Pass(TimeSpan.FromHours(1));
        shop.Events.Waiting.Count.ShouldBe(1);
    }

    /// <summary>The process dies before and after every call to a partner that a push or a capture makes.</summary>
    [Theory]
    [InlineData("push", false)]
    [InlineData("push", true)]
    [InlineData("capture", false)]
    [InlineData("capture", true)]
    public async Task Should_lose_none_wherever_the_process_stops(string what, bool hearsNoAnswer)
    {
        for (var call = 1; call <= CallsMax; call++)
        {
            await using var shop = await Shop.Open(null, EventReceiver.Settings);
            var receiver = new EventReceiver(shop);
            var purchase = await Prepare(shop, what);
            shop.Process.EndAt(call, hearsNoAnswer);
            var work = Work(purchase, what);
            await Task.WhenAny(work, shop.Process.Ended);
            var died = shop.Process.Ended.IsCompleted;
            if (died) await shop.Restart();
            else shop.Process.EndAt(1_000_000, hearsNoAnswer);
            // Qliro repeats a push that was not answered.
            if (died && what == "push") await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
            for (var round = 0; round < 4; round++)
            {
                shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
                await shop.Pass(TimeSpan.FromMinutes(2));
                await receiver.Take();
            }

            var stored = await purchase.Stored();
            List<string> happened = ["payment.reserved", .. stored.Operations.Select(_ => "capture.completed")];
            receiver.Taken.DistinctBy(one => one.Id).Select(one => one.Type)
                .ShouldBe(happened, ignoreOrder: true, $"call {call}");
            stored.State.ShouldBe(stored.Operations.Count > 0 ? PaymentState.Captured : PaymentState.Reserved);
            stored.Outbox.ShouldNotContain(entry => entry.Kind == OutboxKind.SendEvent);
            if (died) continue;
            call.ShouldBeGreaterThan(3);
            return;
        }
        throw new InvalidOperationException($"A {what} makes more than {CallsMax} calls.");
    }

    [Fact]
    public async Task Should_give_up_in_time_although_no_answer_ever_comes()
    {
        await using var shop = await Shop.Open(null, [.. EventReceiver.Settings, ("Events:GiveUpHours", "0.01")]);
        var purchase = await shop.Buy();
        await shop.Pass(TimeSpan.FromMinutes(5));
        shop.Events.Waiting.Count.ShouldBe(1, "the sender still has it");
        (await purchase.Stored()).Events!.ShouldHaveSingleItem().Status.ShouldBe(OutgoingEventStatus.GivenUp);
    }

    private static async Task<Purchase> Prepare(Shop shop, string what)
    {
        if (what == "capture") return await shop.Buy();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        return purchase;
    }

    private static async Task Work(Purchase purchase, string what)
    {
        if (what == "push")
        {
            (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
            return;
        }
        (await purchase.Capture()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();
    }
}
