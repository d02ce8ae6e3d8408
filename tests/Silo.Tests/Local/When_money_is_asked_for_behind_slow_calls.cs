using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>
/// A capture waits behind a turn that waits for Qliro. What would begin when its sender has nearly given up is not
/// begun, or the sender would ask for it once more.
/// </summary>
public sealed class When_money_is_asked_for_behind_slow_calls : IAsyncLifetime
{
    private LocalShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await LocalShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData(25, 503, 0)]
    [InlineData(15, 200, 1)]
    public async Task Should_be_begun_only_while_its_sender_waits(int seconds, int answer, int captures)
    {
        var purchase = await shop.Buy();
        await Cluster.Eventually.Holds(async () => await shop.OutboxEntries(purchase) == 0);
        var (push, fault) = await shop.LongTurn(purchase);
        var capture = Capture(purchase);
        await Cluster.Eventually.Holds(() => shop.Statistics.WaitingMessages == 1);

        shop.Clock.Jump(TimeSpan.FromSeconds(seconds));
        fault.Release();

        (await push).ShouldBe(200);
        (await capture).ShouldBe(answer);
        Captures().ShouldBe(captures);
        (await Capture(purchase)).ShouldBe(200);
        Captures().ShouldBe(1);
    }

    private int Captures() => shop.Shop.Qliro.Log.All.Count(
        call => call.Path.Contains("MarkItemsAsShipped", StringComparison.OrdinalIgnoreCase));

    private Task<int> Capture(Purchase purchase) => shop.Shop.Send(HttpMethod.Post,
        $"{shop.Url}/api/order/v1/orders/{purchase.Order}/payments/{purchase.Payment}/capture");
}
