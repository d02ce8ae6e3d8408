using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>Somebody calls about one payment as fast as it goes, while shoppers buy.</summary>
/// <remarks>
/// Without a limit the payment's own turns, of which one runs at a time, keep the flood back; a limit answers it at
/// once, and a client that does not wait then makes more work for the machine. So the default is high.
/// </remarks>
public sealed class When_one_payment_is_hot : IAsyncDisposable
{
    private const int Callers = 32;
    private const int Purchases = 60;
    private const string Body = """{"Status":"Completed"}""";

    private SandboxHost sandbox = null!;
    private HttpClient shop = null!;

    public async ValueTask DisposeAsync()
    {
        shop.Dispose();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1000)]
    public async Task Should_not_starve_the_others(int perSecond)
    {
        await Start(perSecond);
        var hot = await Bought();
        var url = PushUrl(hot);
        var alone = await Sell();
        using var end = new CancellationTokenSource();
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var watch = Stopwatch.StartNew();
        var flood = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Flood(url, answers, end.Token)));

        var beside = await Sell();
        await end.CancelAsync();
        await flood;
        // What was on its way is counted as well.
        var seconds = watch.Elapsed.TotalSeconds;

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Purchases} purchases: {Figures(alone)} alone, {Figures(beside)} beside a hot payment with "
            + string.Join(", ", answers.Select(one => $"{one.Value / seconds:0} answers {(int)one.Key} a second")));
        answers.Keys.ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        // A bucket holds two seconds' worth, and one that was full for a while is filled once more right after its first
        // use, because the time in which it was full counts as well.
        ((double)answers[HttpStatusCode.OK]).ShouldBeLessThanOrEqualTo((perSecond * (seconds + 4)) + 1);
        if (perSecond == 5) answers.Keys.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    private async Task Start(int perSecond)
    {
        sandbox = await SandboxHost.Start(new()
        {
            WithShop = false,
            AdapterSettings =
            {
                ["RateLimit:PerPaymentPerSecond"] = $"{perSecond}", ["RateLimit:PerSecond"] = "1000000",
            },
        });
        shop = sandbox.CreateClient();
    }

    private static async Task Flood(string url, ConcurrentDictionary<HttpStatusCode, int> answers, CancellationToken end)
    {
        using var client = new HttpClient();
        while (!end.IsCancellationRequested)
        {
            using var answer = await client.PostAsync(url, new StringContent(Body, Encoding.UTF8, "application/json"));
            answers.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        }
    }

    /// <summary>Purchases from create to push, one after the other; each must go well.</summary>
    /// <returns>How long each took.</returns>
    private async Task<List<double>> Sell()
    {
        var took = new List<double>();
        for (var number = 0; number < Purchases; number++)
        {
            var watch = Stopwatch.StartNew();
            await Bought();
            took.Add(watch.Elapsed.TotalMilliseconds);
        }
        return took;
    }

    private async Task<string> Bought()
    {
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await shop.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await sandbox.Qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        return order;
    }

    private string PushUrl(string order)
        => (string)sandbox.Qliro.Request(QliroOrderOf(order))["MerchantCheckoutStatusPushUrl"]!;

    private long QliroOrderOf(string order) => long.Parse((string)sandbox.Norce.LivePayment(order)!["reference"]!);

    private static string Figures(List<double> took)
    {
        var sorted = took.Order().ToList();
        return $"median {sorted[sorted.Count / 2]:0} ms, slowest {sorted[^1]:0} ms";
    }
}
