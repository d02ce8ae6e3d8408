using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Ops;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>A front and two nodes: whichever is asked, the console shows all of them.</summary>
public sealed class When_an_operator_looks_at_the_cluster : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    private IReadOnlyList<IServiceProvider> Processes
        => [shop.Services, .. shop.Nodes.Running.Select(node => node.Services)];

    private IReadOnlyList<string> Urls => [shop.Url, .. shop.Nodes.Running.Select(ClusteredShop.UrlOf)];

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_see_the_calls_and_purchases_of_every_node_once()
    {
        await BuyEverywhere();
        await Eventually.Holds(async () => Purchases(await Look(Processes[0])) == 3);

        var shown = await LookEverywhere();

        Processes.Count(process => Pushes(Own(process)) > 0).ShouldBe(3, "each node took pushes");
        foreach (var figures in shown)
        {
            Pushes(figures.Minutes).ShouldBe(Processes.Sum(process => Pushes(Own(process))));
            Purchases(figures).ShouldBe(3);
            figures.Nodes.Select(node => node.Role).Order().ShouldBe(["Both", "Both", "Front"]);
            figures.Shortcoming.ShouldBeNull();
            figures.Nodes.Count(node => node.Partners.Count > 0).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Should_see_which_node_holds_a_payment_and_what_each_holds()
    {
        var (one, other) = (shop.Nodes.Running[0], shop.Nodes.Running[1]);
        var purchase = await shop.Buy(one);
        var key = ClusteredShop.KeyOf(purchase);
        await ClusteredShop.GrainOf(purchase, one).ShowOutbox(new());
        var figures = (await LookEverywhere())[0];
        var cluster = other.Services.GetRequiredService<ICluster>();

        var holder = await cluster.Holder(key, TestContext.Current.CancellationToken);
        var members = await cluster.Members(TestContext.Current.CancellationToken);

        figures.Nodes.Select(node => node.Silo).ShouldContain(holder);
        members.Silos.Select(silo => silo.Status).ShouldBe(["Active", "Active"]);
        members.Silos.Select(silo => silo.Silo).Order().ShouldBe(
            figures.Nodes.Select(node => node.Silo).OfType<string>().Order());
        members.Grains.Where(count => count.Kind == "PaymentGrain").Sum(count => count.Activations)
            .ShouldBeGreaterThan(0);
        (await cluster.Holder(PaymentKey.Of("acme", "se", "o", "never-seen"), TestContext.Current.CancellationToken))
            .ShouldBeNull();
    }

    [Fact]
    public async Task Should_still_see_all_that_live_after_the_node_that_gathers_has_died()
    {
        await BuyEverywhere();
        await LookEverywhere();

        await shop.Nodes.Kill(shop.Nodes.Running[0]);
        await Eventually.Holds(async () => (await LookEverywhere())[0].Shortcoming is null);

        var shown = (await LookEverywhere())[0];
        Pushes(shown.Minutes).ShouldBeGreaterThanOrEqualTo(Processes.Sum(process => Pushes(Own(process))));
    }

    private async Task BuyEverywhere()
    {
        foreach (var url in Urls) await shop.Shop.Push(await shop.Shop.Buy(url), url);
    }

    /// <summary>Each process reports when it is asked; the last one asked has heard all.</summary>
    private async Task<IReadOnlyList<ClusterFigures>> LookEverywhere()
    {
        var shown = new List<ClusterFigures>();
        foreach (var process in Processes) await Look(process);
        foreach (var process in Processes) shown.Add(await Look(process));
        return shown;
    }

    private static Task<ClusterFigures> Look(IServiceProvider process)
        => process.GetRequiredService<ICluster>().Look(TestContext.Current.CancellationToken);

    private static IReadOnlyList<TrafficMinute> Own(IServiceProvider process)
        => process.GetRequiredService<TrafficRecorder>().Since(DateTimeOffset.MinValue);

    private static long Purchases(ClusterFigures figures) => figures.Minutes.Sum(minute => minute.Purchases);

    private static long Pushes(IEnumerable<TrafficMinute> minutes) => minutes.Sum(minute => minute.Pushes.Count);
}
