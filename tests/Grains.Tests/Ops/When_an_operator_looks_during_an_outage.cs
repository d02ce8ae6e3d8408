using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Ops;

public sealed class When_an_operator_looks_during_an_outage
{
    [Fact]
    public async Task Should_be_shown_what_norce_says_while_qliro_cannot_be_read()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.GoDown(Outage.Unreachable);

        var compared = (await shop.FinishOutbox(purchase.Grain.ComparePayment(new()))).Value!;

        compared.Unread.ShouldHaveSingleItem().Partner.ShouldBe("Qliro");
        compared.Discrepancies.ShouldBeEmpty();
        var state = compared.Facts.Single(fact => fact.Name == "State");
        (state.Norce, state.Adapter, state.Qliro).ShouldBe(("reserved", "reserved", null));
    }

    [Fact]
    public async Task Should_be_shown_what_qliro_says_while_norce_cannot_be_read()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Norce.Faults.GoDown(Outage.Unreachable);

        var compared = (await shop.FinishOutbox(purchase.Grain.ComparePayment(new()))).Value!;

        compared.Unread.ShouldHaveSingleItem().Partner.ShouldBe("Norce");
        var state = compared.Facts.Single(fact => fact.Name == "State");
        (state.Norce, state.Adapter, state.Qliro).ShouldBe((null, "reserved", "reserved"));
    }

    [Fact]
    public async Task Should_be_told_that_a_retry_sends_nothing_and_why()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Norce.Faults.GoDown(Outage.Unreachable);
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        // Failures in a row over more than the breaker's window open the circuit.
        for (var minute = 0; minute < 30 && !await IsHeldBack(purchase); minute++) await shop.Pass(TimeSpan.FromMinutes(1));
        (await IsHeldBack(purchase)).ShouldBeTrue();
        var calls = shop.Norce.Log.All.Count;

        var refused = (await shop.FinishOutbox(purchase.Grain.RetryOutbox(new()))).Error.ShouldNotBeNull();

        refused.Message.ShouldContain("nothing is sent now. The circuit to Norce is open. Next try ");
        shop.Norce.Log.All.Count.ShouldBe(calls);
    }

    private static async Task<bool> IsHeldBack(Purchase purchase)
        => (await purchase.Grain.ShowOutbox(new())).Value!.Entries.All(entry => entry.IsHeldBack);
}
