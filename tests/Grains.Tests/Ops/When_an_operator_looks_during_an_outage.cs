using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Ops;

public sealed class When_an_operator_looks_during_an_outage
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(3);

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

    [Theory]
    [InlineData("Norce")]
    [InlineData("Qliro")]
    public async Task Should_be_answered_after_two_reads_of_three_seconds_when_one_is_silent(string partner)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var (first, second) = Silence(partner == "Norce" ? shop.Norce.Faults : shop.Qliro.Faults, purchase);

        var comparing = purchase.Grain.ComparePayment(new());
        await first.Arrived;
        shop.Clock.Advance(limit);
        await second.Arrived;
        shop.Clock.Advance(limit);

        (await Answer(comparing)).Unread.ShouldHaveSingleItem().Partner.ShouldBe(partner);
    }

    [Fact]
    public async Task Should_wait_no_longer_when_both_are_silent()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var (first, second) = Silence(shop.Norce.Faults, purchase);
        var (qliro, _) = Silence(shop.Qliro.Faults, purchase);

        var comparing = purchase.Grain.ComparePayment(new());
        await first.Arrived;
        shop.Clock.Advance(limit);
        await second.Arrived;
        await qliro.Arrived;
        shop.Clock.Advance(limit);

        var compared = await Answer(comparing);
        compared.Unread.Select(unread => unread.Partner).ShouldBe(["Norce", "Qliro"]);
        compared.Facts.Single(fact => fact.Name == "State").Adapter.ShouldBe("reserved");
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

    /// <summary>The partner takes reads and never answers: the first one, and those that come after it.</summary>
    private static (Fault First, Fault Second) Silence(Faults faults, Purchase purchase)
        => (faults.On(IsRead(purchase)).Hold(), faults.On(IsRead(purchase)).Hold(times: 10));

    private static Func<WireRequest, bool> IsRead(Purchase purchase) => request => request.Method == "GET"
        && (request.Path.Contains(purchase.OrderId, StringComparison.Ordinal)
            || request.Path.Contains("/adminapi/", StringComparison.OrdinalIgnoreCase));

    // Nobody moves the clock any more. The wait is real, so that one for a partner fails the test.
    private static async Task<PaymentComparison> Answer(Task<Outcome<PaymentComparison>> comparing)
        => (await comparing.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System)).Value!;
}
