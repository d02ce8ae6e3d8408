using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Outbox;

/// <summary>
/// Many payments have entries for a partner that is unavailable for hours. All are delivered without an operator.
/// </summary>
public sealed class When_a_partner_is_unavailable_for_hours
{
    private const int Payments = 24;
    private const double PaymentsPerSecond = 0.1;
    private static readonly TimeSpan absence = TimeSpan.FromHours(3);

    [Theory]
    [InlineData(Outage.Unavailable)]
    [InlineData(Outage.Unreachable)]
    public async Task Should_tell_norce_of_every_purchase_after_its_return(Outage outage)
    {
        await using var shop = await Open();
        var purchases = await Checkouts(shop);
        shop.Norce.Faults.GoDown(outage);
        foreach (var purchase in purchases) await Complete(shop, purchase);

        await BeUnavailable(shop, shop.Norce.Log, shop.Norce.Faults, callsEach: 12);

        foreach (var purchase in purchases)
        {
            purchase.NorceState.ShouldBe("reserved");
            purchase.OrderStatus.ShouldBe("completed");
        }
        await ShouldNeedNobody(shop);
    }

    [Theory]
    [InlineData(Outage.Unavailable)]
    [InlineData(Outage.Unreachable)]
    public async Task Should_find_every_purchase_after_qliros_return(Outage outage)
    {
        await using var shop = await Open();
        var purchases = await Checkouts(shop);
        foreach (var purchase in purchases)
            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Qliro.Faults.GoDown(outage);
        foreach (var purchase in purchases) (await shop.FinishOutbox(purchase.Grain.ReceivePush(new())))
            .Error.ShouldBeNull();

        await BeUnavailable(shop, shop.Qliro.Log, shop.Qliro.Faults, callsEach: 2);

        foreach (var purchase in purchases)
        {
            purchase.NorceState.ShouldBe("reserved");
            purchase.OrderStatus.ShouldBe("completed");
        }
        await ShouldNeedNobody(shop);
    }

    [Fact]
    public async Task Should_finish_every_operation_after_qliros_return_and_book_it_once()
    {
        await using var shop = await Open();
        var purchases = await Checkouts(shop);
        foreach (var purchase in purchases) await Complete(shop, purchase);
        await shop.DoDueWork();
        foreach (var purchase in purchases)
        {
            (await shop.FinishOutbox(purchase.Grain.Capture(new()))).Error.ShouldBeNull();
            shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        }
        // The pushes for them are lost.
        shop.Qliro.Faults.GoDown(Outage.Unreachable);

        await BeUnavailable(shop, shop.Qliro.Log, shop.Qliro.Faults, callsEach: 3);

        foreach (var purchase in purchases)
        {
            purchase.NorceState.ShouldBe("captured");
            purchase.AdminOrder.Operations["Capture"].ShouldBe(1);
        }
        await ShouldNeedNobody(shop);
    }

    [Fact]
    public async Task Should_answer_shoppers_at_once_and_let_payments_be_that_do_not_need_the_partner()
    {
        await using var shop = await Open();
        var purchases = await Checkouts(shop);
        shop.Qliro.Faults.GoDown(Outage.Unreachable);
        foreach (var purchase in purchases) await shop.FinishOutbox(purchase.Grain.ReceivePush(new()));
        await shop.Pass(TimeSpan.FromMinutes(1));
        var calls = shop.Qliro.Log.All.Count;

        // Nobody moves the clock, so an answer means that nothing was waited for.
        var answer = await shop.Grains.Get(Shop.Key(shop.AddOrder())).Create(new());
        var read = await purchases[0].Grain.Get(new());

        answer.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        read.Error!.Code.ShouldBe(ErrorCodes.QliroError);
        shop.Qliro.Log.All.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Should_not_count_the_absence_towards_giving_up()
    {
        await using var shop = await Open(("Retry:GiveUpHours", "1"));
        var purchases = await Checkouts(shop);
        shop.Norce.Faults.GoDown(Outage.Unreachable);
        foreach (var purchase in purchases) await Complete(shop, purchase);

        await BeUnavailable(shop, shop.Norce.Log, shop.Norce.Faults, callsEach: 12);

        await ShouldNeedNobody(shop);
        purchases.ShouldAllBe(purchase => purchase.NorceState == "reserved");
    }

    private static Task<Shop> Open(params (string Key, string Value)[] more)
        => Shop.Open(null, [("Outage:PaymentsPerSecond", $"{PaymentsPerSecond}"), .. more]);

    private static async Task<List<Purchase>> Checkouts(Shop shop)
    {
        var purchases = new List<Purchase>();
        for (var number = 0; number < Payments; number++) purchases.Add(await shop.OpenCheckout());
        await shop.DoDueWork();
        return purchases;
    }

    private static async Task Complete(Shop shop, Purchase purchase)
    {
        // Qliro takes silence for an approval, so a purchase goes through while Norce is unavailable.
        shop.Callbacks.AreSilent = true;
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        shop.Callbacks.AreSilent = false;
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
    }

    private static async Task BeUnavailable(Shop shop, RequestLog log, Faults faults, int callsEach)
    {
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 10);
        log.Clear();
        // One trial call a minute; each read is a single request, because its repeat is not sent.
        var gone = await Passed(shop, absence, steps: 60);
        log.All.Count.ShouldBeInRange(1, (int)(gone.TotalMinutes * 2));

        faults.ComeUp();
        log.Clear();
        // Each payment resumes somewhere in ten seconds of its own. The time may begin and end within the ten seconds of
        // one, so it touches one more than fit into it; and there is the payment of the trial call.
        var back = await Passed(shop, TimeSpan.FromMinutes(1), steps: 12);
        var resumed = Math.Ceiling(back.TotalSeconds * PaymentsPerSecond) + 2;
        log.All.Count.ShouldBeLessThanOrEqualTo((int)resumed * callsEach);
        await shop.Pass(TimeSpan.FromMinutes(30), steps: 30);
    }

    /// <summary>How far the clock really went: work that pauses moves it on, further on a slow machine.</summary>
    private static async Task<TimeSpan> Passed(Shop shop, TimeSpan time, int steps)
    {
        var from = shop.Clock.GetUtcNow();
        await shop.Pass(time, steps);
        return shop.Clock.GetUtcNow() - from;
    }

    private static async Task ShouldNeedNobody(Shop shop)
    {
        (await shop.Store.Find(new PaymentSearch { ParkedOnly = true }, CancellationToken.None)).ShouldBeEmpty();
        (await shop.Store.Find(new PaymentSearch { OutboxOnly = true }, CancellationToken.None)).ShouldBeEmpty();
    }
}
