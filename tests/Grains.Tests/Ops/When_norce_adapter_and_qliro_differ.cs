using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Ops;

public sealed class When_norce_adapter_and_qliro_differ
{
    [Fact]
    public async Task Should_be_shown_with_one_call_to_each_and_change_nothing()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        LoseActions(shop, purchase);
        shop.Norce.Log.Clear();
        shop.Qliro.Log.Clear();
        var before = await purchase.Stored();

        var compared = (await purchase.Grain.ComparePayment(new())).Value!;

        var discrepancy = compared.Discrepancies.ShouldHaveSingleItem();
        (discrepancy.Name, discrepancy.Repair is not null).ShouldBe(("actions-differ-at-norce", true));
        var state = compared.Facts.Single(fact => fact.Name == "State");
        (state.Norce, state.Adapter, state.Qliro).ShouldBe(("reserved", "reserved", "reserved"));
        shop.Norce.Log.All.Count(call => call.Path.Contains("/orders/", StringComparison.Ordinal)).ShouldBe(1);
        shop.Qliro.Log.All.Count.ShouldBe(1);
        shop.Norce.Log.Writes.ShouldBeEmpty();
        (await purchase.Stored()).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task Should_agree_when_nothing_happened()
    {
        await using var shop = await Shop.Open();

        foreach (var purchase in (Purchase[])[await shop.OpenCheckout(), await shop.Buy()])
            (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_repair_what_norce_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        LoseActions(shop, purchase);

        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();

        purchase.Actions.ShouldBe(["capture", "cancel"]);
        (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_repair_hooks_that_norce_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => order["hooks"] = new JsonArray());

        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();

        Hooks(purchase).ShouldBe(4);
    }

    [Fact]
    public async Task Should_apply_what_staff_did_at_qliro()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishTransaction(shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId));

        (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies.ShouldContain(
            discrepancy => discrepancy.Name == "admin-order-further-at-qliro");
        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();
        await shop.DoDueWork();

        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_be_parked_when_a_person_must_decide_and_stay_so_until_it_is_done()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "removed");

        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();
        (await Parked(purchase)).ShouldContain("no-place-at-norce: Norce has this payment as removed.");
        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        (await Parked(purchase)).ShouldContain("no-place-at-norce");

        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "reserved");
        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_call_no_person_for_one_answer_that_was_spoiled_on_its_way()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var spoiled = shop.Qliro.AdminOrder(purchase.QliroOrderId).ToJsonString()
            .Replace("Reserve", "Re\uFFFDerve", StringComparison.Ordinal);
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").Answer(200, spoiled);

        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();

        (await purchase.Stored()).Outbox.ShouldBeEmpty();
        (await purchase.Grain.ComparePayment(new())).Value!.Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_parked_again_when_it_is_resumed_and_money_is_still_where_it_was()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var qliroOrder = purchase.QliroOrderId;
        (await purchase.Grain.Remove(new())).Error.ShouldBeNull();
        // Validation gets no answer, which Qliro takes for an approval.
        shop.Callbacks.AreSilent = true;
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(qliroOrder))).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
        (await Parked(purchase)).ShouldContain("completed a purchase of a payment that is removed");

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();

        (await Parked(purchase)).ShouldContain("money-at-ended-payment");
    }

    [Fact]
    public async Task Should_no_longer_be_parked_when_what_became_of_the_payment_has_decided_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Norce.Overwrite(purchase.OrderId, order => order["state"]!["currentStatus"] = "declined");
        (await purchase.Grain.RepairPayment(new())).Error.ShouldBeNull();
        (await Parked(purchase)).ShouldContain("no-place-at-norce");

        (await purchase.Grain.Cancel(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await shop.Pass(TimeSpan.FromSeconds(30));

        purchase.NorceState.ShouldBe("cancelled");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_found_by_the_sweep_while_the_payment_waits()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Norce.Overwrite(purchase.OrderId, order => order["hooks"] = new JsonArray());

        await shop.Pass(TimeSpan.FromMinutes(31), steps: 31);

        Hooks(purchase).ShouldBe(4);
    }

    [Fact]
    public async Task Should_be_looked_for_within_the_sweeps_budget()
    {
        await using var shop = await Shop.Open(null, ("Reconciliation:ComparisonsPerSecond", "0.02"));
        for (var number = 0; number < 12; number++) await shop.OpenCheckout();
        await shop.DoDueWork();

        await shop.Pass(TimeSpan.FromMinutes(20), steps: 20);

        // At 15 minutes all 12 payments wait for their time, 50 s apart; five minutes later 6 have been delivered.
        (await shop.Store.Find(new() { OutboxOnly = true }, CancellationToken.None)).Count.ShouldBeInRange(4, 7);
        await shop.Pass(TimeSpan.FromMinutes(9), steps: 9);
        (await shop.Store.Find(new() { OutboxOnly = true }, CancellationToken.None)).ShouldBeEmpty();
    }

    private static void LoseActions(Shop shop, Purchase purchase)
        => shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["actions"] = new JsonArray());

    private static int Hooks(Purchase purchase) => ((JsonArray)purchase.NorceOrder["hooks"]!).Count;

    private static async Task<string> Parked(Purchase purchase)
        => (await purchase.Stored()).Outbox.Single(entry => entry.IsParked).Problem!;
}
