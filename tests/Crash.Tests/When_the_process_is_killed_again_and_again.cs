using System.Diagnostics;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Crash.Tests;

/// <summary>
/// The program on SQLite under load, killed (SIGKILL) at moments drawn from a seed. Three shops run at the same time,
/// because a starting process uses one core. Shoppers repeat their calls; nobody else helps.
/// </summary>
public sealed class When_the_process_is_killed_again_and_again(ITestOutputHelper output)
{
    private const int DeathsEach = 34;
    private const int ShoppersEach = 4;
    private const int PurchasesMin = 3;
    private const int PurchasesMax = 200;

    [Fact]
    public async Task Should_finish_every_payment_and_book_every_operation_once()
    {
        var watch = Stopwatch.StartNew();

        var shops = await Task.WhenAll(Enumerable.Range(1, 3).Select(seed => Live(seed)));

        foreach (var line in shops) output.WriteLine(line.ToString());
        output.WriteLine(
            $"{shops.Sum(shop => shop.Deaths)} deaths, {shops.Sum(shop => shop.WhileStarting)} of them while starting; "
            + $"{shops.Sum(shop => shop.Payments)} payments, {shops.Sum(shop => shop.Operations)} operations, "
            + $"{shops.Sum(shop => shop.Pushes)} pushes acknowledged, {shops.Sum(shop => shop.CallsLost)} calls lost; "
            + $"{watch.Elapsed.TotalSeconds:0} s");
        shops.Sum(shop => shop.Deaths).ShouldBeGreaterThanOrEqualTo(100);
        shops.Sum(shop => shop.CallsLost).ShouldBeGreaterThan(shops.Sum(shop => shop.Deaths));
    }

    private static async Task<Run> Live(int seed)
    {
        await using var norce = await NorceSimulator.Start();
        await using var qliro = await QliroSimulator.Start(new() { PushScheduleScale = 0.05 });
        using var adapter = Killable.Adapter(norce);
        norce.SetConfiguration(NorceOrders.Configuration(
            qliro.BaseUrl, "DEMO", "demo-secret-0001", adapter.Url, "http://shop.example"));
        using var client = ShopClient.Of(adapter.Url);
        client.Timeout = TimeSpan.FromSeconds(10);
        var storefront = new Storefront(norce, qliro, client);
        var calls = new PartnerCalls();
        calls.Watch(norce.Faults);
        calls.Watch(qliro.Faults);
        var deaths = new Deaths(adapter, calls, seed, DeathsEach);

        var dying = deaths.Run();
        var shoppers = Enumerable.Range(0, ShoppersEach).Select(shopper => Shop(storefront, deaths, shopper)).ToList();
        var bought = (await Task.WhenAll(shoppers)).SelectMany(orders => orders).ToList();
        await dying;
        await qliro.FlushPushes();

        foreach (var one in bought) ShouldBeFinished(norce, qliro, storefront, one);
        ShouldHoldNoMoneyThatNobodyKnows(qliro, bought);
        return new(
            seed, deaths.Count, deaths.WhileStarting, bought.Count, bought.Sum(one => one.Operations.Count),
            qliro.Pushes.Count(push => push.Received), storefront.CallsLost);
    }

    /// <summary>
    /// How many purchases end while the adapter dies depends on the machine. Each shopper makes some, at the latest
    /// after the last death.
    /// </summary>
    private static async Task<List<Bought>> Shop(Storefront storefront, Deaths deaths, int shopper)
    {
        var bought = new List<Bought>();
        while (bought.Count < (deaths.AreOver ? PurchasesMin : PurchasesMax))
            bought.Add(await storefront.Buy(shopper + bought.Count));
        return bought;
    }

    private static void ShouldBeFinished(
        NorceSimulator norce, QliroSimulator qliro, Storefront storefront, Bought one)
    {
        var totals = qliro.Totals(one.QliroOrder);
        var ended = one.Operations[^1] switch { "capture" => "captured", "refund" => "credited", _ => "cancelled" };
        storefront.PaymentState(one.Order).ShouldBe(ended, one.Order);
        norce.Transitions(one.Order).Count(status => status == "completed").ShouldBe(1, one.Order);
        totals.Operations.GetValueOrDefault("Preauthorization").ShouldBe(1, one.Order);
        totals.Operations.GetValueOrDefault("Capture").ShouldBe(
            one.Operations.Count(done => done == "capture"), one.Order);
        totals.Operations.GetValueOrDefault("Refund").ShouldBe(
            one.Operations.Count(done => done == "refund"), one.Order);
        totals.Operations.GetValueOrDefault("Reversal").ShouldBe(
            one.Operations.Count(done => done == "cancel"), one.Order);
        (totals.Captured, totals.Refunded).ShouldBe(
            (one.Operations.Contains("capture") ? 25000 : 0, one.Operations.Contains("refund") ? 25000 : 0), one.Order);
    }

    private static void ShouldHoldNoMoneyThatNobodyKnows(QliroSimulator qliro, List<Bought> bought)
        => qliro.OrderIds.Except(bought.Select(one => one.QliroOrder))
            .Where(id => qliro.Totals(id).Authorized > 0).ShouldBeEmpty();

    private sealed record Run(
        int Seed, int Deaths, int WhileStarting, int Payments, int Operations, int Pushes, int CallsLost);
}
