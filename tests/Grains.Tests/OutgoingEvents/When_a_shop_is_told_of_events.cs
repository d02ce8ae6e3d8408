using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.OutgoingEvents;

/// <summary>
/// What happens to a payment is stored as events with it, and handed to the sender outside of its turns. Without an
/// endpoint there are none.
/// </summary>
public sealed class When_a_shop_is_told_of_events
{
    [Fact]
    public async Task Should_make_no_event_and_store_nothing_while_no_endpoint_is_set()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        var text = (await shop.Store.Load(purchase.Key.ToString(), default))!.Document;
        text.ShouldNotContain("\"events\"");
        text.ShouldNotContain(nameof(OutboxKind.SendEvent));
        shop.Events.Waiting.Count.ShouldBe(0);
        (await Act(purchase)).Error!.Message.ShouldContain("no event");
    }

    [Fact]
    public async Task Should_store_it_with_the_decision_before_it_leaves()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Mishaps.Reset();
        await shop.Qliro.FlushPushes();

        var stored = await purchase.Stored();
        stored.Events!.ShouldHaveSingleItem().Type.ShouldBe("payment.reserved");
        shop.Events.Waiting.TryPeek(out var sent).ShouldBeTrue();
        sent!.Event.ShouldBe(stored.Events![0]);
        // It waits for the sender's answer, and nothing else of the payment does.
        stored.Outbox.ShouldHaveSingleItem().Kind.ShouldBe(OutboxKind.SendEvent);
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_tell_of_the_reservation_and_of_what_became_of_the_money()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await purchase.CaptureNow((Requests.Mug, 1));
        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await receiver.Take();

        receiver.Types.ShouldBe(["payment.reserved", "capture.completed", "refund.completed", "cancel.completed"]);
        receiver.Taken.Select(one => one.Id).Distinct().Count().ShouldBe(4);
        var capture = JsonNode.Parse(receiver.Taken[1].Body)!;
        capture["timestamp"]!.GetValue<DateTimeOffset>().ShouldBeLessThanOrEqualTo(shop.Clock.GetUtcNow());
        var data = capture["data"]!;
        data.AsObject().Select(member => member.Key).ShouldBe(
        [
            "merchant", "channel", "orderId", "paymentId", "qliroOrderId", "sequence", "state", "amount", "currency",
            "operation",
        ]);
        ((string)data["paymentId"]!, (int)data["sequence"]!, (decimal)data["amount"]!, (string)data["currency"]!)
            .ShouldBe((purchase.PaymentId, 2, 125m, "SEK"));
        (await purchase.Stored()).ShouldSatisfyAllConditions(
            stored => stored.Outbox.ShouldBeEmpty(),
            stored => stored.Events!.ShouldAllBe(told => told.Status == OutgoingEventStatus.Delivered));
    }

    [Fact]
    public async Task Should_tell_of_a_failed_capture_with_qliros_code()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "CARD_EXPIRED", "anna@example.com has no card");
        await purchase.CaptureNow();
        await receiver.Take();

        receiver.Types.ShouldBe(["payment.reserved", "capture.failed"]);
        ((string?)JsonNode.Parse(receiver.Taken[1].Body)!["data"]!["reason"]).ShouldBe("CARD_EXPIRED");
        receiver.Taken[1].Body.ShouldNotContain("anna");
    }

    [Fact]
    public async Task Should_hand_on_no_text_in_place_of_a_code()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "no card of anna");
        await purchase.CaptureNow();
        await receiver.Take();

        ((string?)JsonNode.Parse(receiver.Taken[1].Body)!["data"]!["reason"]).ShouldBe("other");
    }

    [Fact]
    public async Task Should_tell_of_a_total_that_differs()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.OpenCheckout();
        shop.Qliro.AddFee(purchase.QliroOrderId, 29m, 23.2m);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        await shop.Qliro.FlushPushes();
        await receiver.Take();

        receiver.Types.ShouldBe(["payment.reserved", "amount.mismatch"]);
        ((decimal)JsonNode.Parse(receiver.Taken[1].Body)!["data"]!["amount"]!).ShouldBe(29m);
    }

    [Fact]
    public async Task Should_tell_that_an_entry_is_parked_and_that_it_was_resumed()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        shop.Norce.Faults.On("PUT", "/payments/").Answer(422, """{"code":"order-validation-x"}""");
        await purchase.CaptureNow();
        await shop.Pass(TimeSpan.FromMinutes(1));
        await receiver.Take();
        receiver.Types.ShouldContain("payment.parked");
        shop.Norce.Faults.Clear();
        await shop.FinishOutbox(purchase.Grain.ResumeParked(new()));
        await receiver.Take();

        receiver.Types.Last().ShouldBe("payment.resumed");
    }

    [Fact]
    public async Task Should_tell_once_that_a_payment_is_parked_as_a_whole()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await receiver.Take();
        await purchase.Rewrite(payment => payment with
        {
            Ledger = new() { Lines = [new("1:T-1", "Product", 125m, 2, 3, 0, 0)] },
        });
        (await purchase.Capture()).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        await shop.Pass(TimeSpan.FromMinutes(10));
        await receiver.Take();
        await shop.Pass(TimeSpan.FromMinutes(10));
        (await receiver.Take()).ShouldBe(0);

        receiver.Types.ShouldBe(["payment.reserved", "payment.parked"]);
        receiver.Taken[1].Body.ShouldContain("broken-rule");
        var stored = await purchase.Stored();
        (stored.ParkedBecause is null, stored.Outbox.Count).ShouldBe((false, 0));
        (await shop.Store.Due(shop.Clock.GetUtcNow().AddYears(1), 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_send_them_again_when_an_operator_wants_it()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        await receiver.Take();
        var preview = await purchase.Grain.Preview(new() { Kind = OperatorActionKind.ResendEvents });
        preview.Value!.Steps[0].ShouldContain("payment.reserved");
        (await Act(purchase, reason: "")).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        (await Act(purchase)).Error.ShouldBeNull();
        await receiver.Take();

        receiver.Taken.Count.ShouldBe(2);
        receiver.Taken[1].ShouldBe(receiver.Taken[0]);
        (await purchase.Timeline()).ShouldContain(row => row.Summary == "operator anna has events sent again: lost there");
        var shown = (await purchase.Grain.ShowOutbox(new())).Value!;
        shown.Events.ShouldHaveSingleItem().Status.ShouldBe("delivered");
        shown.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_the_newest_of_very_many()
    {
        await using var shop = await Shop.Open(null, EventReceiver.Settings);
        var receiver = new EventReceiver(shop);
        var purchase = await shop.Buy();
        for (var number = 0; number < OutgoingEvent.KeptMax; number++)
        {
            shop.Qliro.PlanOutcome("Capture", "Error", "E1");
            await purchase.CaptureNow();
        }

        var stored = await purchase.Stored();
        stored.Events!.Select(told => told.Number).ShouldBe(Enumerable.Range(2, OutgoingEvent.KeptMax));
        stored.Outbox.Where(entry => entry.Kind == OutboxKind.SendEvent).Select(entry => entry.Ordinal)
            .ShouldBe(Enumerable.Range(2, OutgoingEvent.KeptMax));
        (await purchase.Timeline()).ShouldContain(row => row.Summary.StartsWith("Event 1 ") && row.Kind == "problem");
        await receiver.Take();
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    private static Task<Outcome<Done>> Act(Purchase purchase, string reason = "lost there")
        => purchase.Grain.Act(new() { Kind = OperatorActionKind.ResendEvents, By = "anna", Reason = reason });
}
