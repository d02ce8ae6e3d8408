using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>Somebody has the URLs of one payment, and calls what is answered by a decision of its own each time.</summary>
public sealed class When_callbacks_never_end
{
    private const int Times = 2 * TurnLimits.HistoryMax;

    [Fact]
    public async Task Should_not_add_to_the_history_for_ever_by_questions()
        => await ShouldEnd(purchase => purchase.Grain.Validate(new() { Order = new() { OrderId = QliroOrderId.Of(7) } }));

    [Fact]
    public async Task Should_not_add_to_the_history_for_ever_by_reports_that_nobody_knows()
    {
        var number = 0;
        await ShouldEnd(purchase => purchase.Grain.ReceiveNotification(new()
        {
            Notification = new() { EventType = $"EVENT_{number++}" },
        }));
    }

    [Fact]
    public async Task Should_still_tell_what_money_did()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Fill(purchase);

        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (await purchase.Timeline()).ShouldContain(row => row.Kind == TimelineKind.Decision && row.Sequence > 0
            && row.Summary.Contains("captured", StringComparison.OrdinalIgnoreCase));
        purchase.NorceState.ShouldBe("captured");
    }

    private static async Task ShouldEnd(Func<Purchase, Task> call)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        for (var number = 0; number < Times; number++) await call(purchase);
        var (before, version) = (await purchase.Timeline(), await Version(purchase));

        for (var number = 0; number < 50; number++) await call(purchase);

        var after = await purchase.Timeline();
        after.Count(row => row.Sequence > 0).ShouldBe(before.Count(row => row.Sequence > 0));
        after.Where(row => row.Sequence == 0 && row.Kind == TimelineKind.Callback)
            .ShouldContain(row => row.Times >= Times - TurnLimits.HistoryMax);
        (await Version(purchase)).ShouldBeInRange(version, TurnLimits.DecisionsMax);
    }

    private static async Task Fill(Purchase purchase)
    {
        for (var number = 0; number < TurnLimits.HistoryMax; number++)
            await purchase.Grain.ReceiveNotification(new() { Notification = new() { EventType = "UNKNOWN" } });
    }

    private static async Task<long> Version(Purchase purchase)
        => (await purchase.Shop.Store.Load(purchase.Key.ToString(), CancellationToken.None))!.Version;
}
