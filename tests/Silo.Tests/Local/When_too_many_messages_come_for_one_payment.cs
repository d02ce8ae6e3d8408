using System.Net.Http.Json;

namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_too_many_messages_come_for_one_payment : IAsyncLifetime
{
    private const int Limit = 4;

    private LocalShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await LocalShop.Open(("Silo:QueueLimit", $"{Limit}"));

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_answer_busy_and_go_on_afterwards()
    {
        var (purchase, other) = (await shop.Buy(), await shop.Buy());
        // Due work of the payment would take a place in the queue.
        await Cluster.Eventually.Holds(async () => await shop.OutboxEntries(purchase) == 0);
        var (first, fault) = await shop.LongTurn(purchase);
        var waiting = new List<Task<int>> { first };
        for (var number = 1; number <= Limit; number++)
        {
            waiting.Add(LocalShop.Push(purchase, number));
            await Cluster.Eventually.Holds(() => shop.Statistics.WaitingMessages == number);
        }

        using var client = new HttpClient();
        using (var busy = await client.PostAsJsonAsync(new Uri(purchase.PushUrl), purchase.Push))
        {
            ((int)busy.StatusCode).ShouldBe(503);
            busy.Headers.RetryAfter!.ToString().ShouldBe("1");
        }

        // Reads count towards the same queue. Norce takes 409 for "not now".
        (await shop.Get(purchase)).ShouldBe(503);
        (await shop.Hook(purchase)).Status.ShouldBe(409);
        (await shop.Push(other)).ShouldBe(200);
        (await shop.Get(other)).ShouldBe(200);

        fault.Release();
        (await Task.WhenAll(waiting)).ShouldAllBe(status => status == 200);
        (await shop.Get(purchase)).ShouldBe(200);
        shop.Lines.All.ShouldNotContain(line => line.Text.Contains("100523", StringComparison.Ordinal));
    }

    /// <summary>Far more than wait in the queue; each is answered after a turn that began after it came.</summary>
    [Fact]
    public async Task Should_answer_equal_pushes_by_one_more_turn()
    {
        var purchase = await shop.Buy();
        await Cluster.Eventually.Holds(async () => await shop.OutboxEntries(purchase) == 0);
        var (first, fault) = await shop.LongTurn(purchase);
        var before = shop.Shop.Qliro.Log.All.Count;
        var many = Enumerable.Range(0, 500).Select(_ => shop.Push(purchase)).ToList();
        (await shop.Push(await shop.Buy())).ShouldBe(200);

        fault.Release();
        (await Task.WhenAll([first, .. many])).ShouldAllBe(status => status == 200);

        var reads = shop.Shop.Qliro.Log.All.Skip(before).Count(
            call => call.Method == "GET" && call.Path.Contains($"{purchase.QliroOrder}", StringComparison.Ordinal));
        // On a slow machine some come when the others are answered already.
        reads.ShouldBeInRange(1, 25);
    }
}
