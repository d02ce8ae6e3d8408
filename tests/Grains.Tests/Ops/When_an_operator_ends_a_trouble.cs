using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>By writing it off, by taking Qliro's state, or by having Qliro's callbacks again. No money moves by it.</summary>
public sealed class When_an_operator_ends_a_trouble
{
    [Theory]
    [InlineData(OperatorActionKind.Hold)]
    [InlineData(OperatorActionKind.WriteOff)]
    [InlineData(OperatorActionKind.Replay)]
    public async Task Should_have_to_say_why(OperatorActionKind kind)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = await purchase.Stored();
        (await Act(purchase, kind, " ")).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        (await purchase.Stored()).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task Should_not_find_a_payment_that_never_was()
    {
        await using var shop = await Shop.Open();
        var none = shop.Grains.Get(Shop.Key(shop.AddOrder()).Payment("pnone"));
        foreach (var kind in Enum.GetValues<OperatorActionKind>())
        {
            (await none.Act(new() { Kind = kind, By = "anna", Reason = "why" })).Error!.Code
                .ShouldBe(ErrorCodes.PaymentNotFound);
            (await none.Preview(new() { Kind = kind })).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        }
    }

    [Fact]
    public async Task Should_write_off_a_parked_entry_and_call_nobody()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.BuyParked();
        (await purchase.Grain.Preview(new() { Kind = OperatorActionKind.WriteOff })).Value!.Steps
            .ShouldContain("SyncNorce written off by an operator; it is not delivered.");
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();

        (await Act(purchase, OperatorActionKind.WriteOff)).Error.ShouldBeNull();

        shop.Norce.Log.All.ShouldBeEmpty();
        shop.Qliro.Log.All.ShouldBeEmpty();
        (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
        (await Act(purchase, OperatorActionKind.WriteOff)).Error!.Message.ShouldContain("nothing can be written off");
        (await purchase.Timeline()).ShouldContain(
            row => row.Summary == "operator anna writes off what waits for a person: settled by hand");
    }

    [Fact]
    public async Task Should_not_be_called_again_for_a_discrepancy_that_was_written_off()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"] = new System.Text.Json.Nodes.JsonArray());
        await purchase.Grain.RepairPayment(new());
        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);

        (await Act(purchase, OperatorActionKind.WriteOff)).Error.ShouldBeNull();
        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();

        var stored = await purchase.Stored();
        stored.AcceptedDifference!.ShouldContain("no-place-at-norce");
        stored.Outbox.ShouldNotContain(entry => entry.IsParked);
    }

    [Fact]
    public async Task Should_take_what_was_captured_at_qliro_without_the_adapter()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));
        (await purchase.Grain.Preview(new() { Kind = OperatorActionKind.TakeQliro })).Value!.Steps[0]
            .ShouldBe("The payment becomes captured; it is reserved here.");
        (await purchase.Stored()).State.ShouldBe(PaymentState.Reserved);

        (await shop.FinishOutbox(Act(purchase, OperatorActionKind.TakeQliro))).Error.ShouldBeNull();

        var stored = await purchase.Stored();
        stored.State.ShouldBe(PaymentState.Captured);
        stored.Outbox.ShouldNotContain(entry => entry.IsParked);
        purchase.NorceState.ShouldBe("captured");
        purchase.Sent(Requests.Ship).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_learn_of_a_purchase_whose_push_was_lost_by_a_replay()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        (await shop.FinishOutbox(Act(purchase, OperatorActionKind.Replay))).Error.ShouldBeNull();

        (await purchase.Stored()).State.ShouldBe(PaymentState.Reserved);
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_book_nothing_twice_by_replays()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();
        var before = await purchase.Stored();
        for (var repeat = 0; repeat < 3; repeat++)
            (await shop.FinishOutbox(Act(purchase, OperatorActionKind.Replay))).Error.ShouldBeNull();
        (await purchase.Stored()).ShouldSatisfyAllConditions(
            after => after.State.ShouldBe(before.State),
            after => after.Ledger.IsSameAs(before.Ledger).ShouldBeTrue(),
            after => after.Operations.Count.ShouldBe(before.Operations.Count));
        purchase.AdminOrder.Captured.ShouldBe(25000);
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_show_a_preview_that_changes_nothing()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.BuyParked();
        var version = (await shop.Store.Load(purchase.Key.ToString(), default))!.Version;
        foreach (var kind in Enum.GetValues<OperatorActionKind>())
            (await purchase.Grain.Preview(new() { Kind = kind })).Error.ShouldBeNull(kind.ToString());
        (await shop.Store.Load(purchase.Key.ToString(), default))!.Version.ShouldBe(version);
    }

    private static Task<Outcome<Done>> Act(
        Purchase purchase, OperatorActionKind kind, string reason = "settled by hand")
        => purchase.Grain.Act(new() { Kind = kind, By = "anna", Reason = reason });
}
