using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Crash.Tests;

/// <summary>
/// A purchase from checkout to capture. The process is killed while its n-th call to a partner is under way, for every
/// n; the partner carries the call out all the same. After a restart everything must be found and finished, exactly
/// once.
/// </summary>
public sealed class When_the_process_is_killed : IAsyncLifetime
{
    private NorceSimulator norce = null!;
    private QliroSimulator qliro = null!;
    private AdapterProgram adapter = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        norce = await NorceSimulator.Start();
        qliro = await QliroSimulator.Start(new() { PushScheduleScale = 0.05 });
        adapter = Killable.Adapter(norce);
        norce.SetConfiguration(NorceOrders.Configuration(
            qliro.BaseUrl, "DEMO", "demo-secret-0001", adapter.Url, "http://shop.example"));
        client = ShopClient.Of(adapter.Url);
        await adapter.Start();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        adapter.Dispose();
        await norce.DisposeAsync();
        await qliro.DisposeAsync();
    }

    [Fact]
    public async Task Should_create_one_payment_whichever_call_it_dies_in()
    {
        var kills = await ForEveryCall(
            () => Task.FromResult(norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()))),
            order => client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null),
            async order =>
            {
                var again = await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null);
                // The payment was created before the kill, but the answer was lost; the storefront shows it by GET.
                if (again.StatusCode == HttpStatusCode.Conflict)
                    again = await client.GetAsync($"/api/checkout/v1/orders/{order}/payments/{LivePaymentId(order)}");
                again.StatusCode.ShouldBe(HttpStatusCode.OK, await again.Content.ReadAsStringAsync());
                Live(order).ShouldBe(1);
                (await qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
                await UntilPaid(order);
            });
        kills.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Should_lose_no_purchase_whichever_call_it_dies_in()
    {
        var kills = await ForEveryCall(
            Created,
            async order =>
            {
                await qliro.CompleteAsync(QliroOrderOf(order));
                await qliro.FlushPushes();
            },
            async order =>
            {
                // When the process was killed while Qliro asked for validation, the purchase was not made; the shopper
                // presses buy again.
                if (qliro.Status(QliroOrderOf(order)) == CheckoutStatus.InProcess)
                    await Wait.Until(async () => (await qliro.CompleteAsync(QliroOrderOf(order))).Accepted);
                await UntilPaid(order);
                norce.Transitions(order).Count(status => status == "completed").ShouldBe(1);
                Live(order).ShouldBe(1);
            });
        kills.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task Should_capture_once_whichever_call_it_dies_in()
    {
        var kills = await ForEveryCall(
            Bought,
            order => Capture(order),
            async order =>
            {
                (await Capture(order)).StatusCode.ShouldBe(HttpStatusCode.OK);
                await UntilState(order, "captured");
                qliro.Totals(QliroOrderOf(order)).Captured.ShouldBe(25000);
                qliro.AdminOrder(QliroOrderOf(order))["PaymentTransactions"]!.AsArray()
                    .Count(one => (string)one!["Type"]! == "Capture").ShouldBe(1);
            });
        kills.ShouldBeGreaterThan(3);
    }

    /// <summary>
    /// Kills in call 1, then in call 2 of a fresh order, and so on, until the action makes fewer calls than that.
    /// </summary>
    private async Task<int> ForEveryCall(Func<Task<string>> prepare, Func<string, Task> act, Func<string, Task> check)
    {
        for (var number = 1; number <= 40; number++)
        {
            var order = await prepare();
            var died = await DieInCall(number, () => act(order));
            norce.Faults.Clear();
            qliro.Faults.Clear();
            if (died) await adapter.Start();
            await check(order);
            if (!died) return number - 1;
        }
        throw new InvalidOperationException("The action does not come to an end.");
    }

    private async Task<bool> DieInCall(int number, Func<Task> act)
    {
        var calls = 0;
        bool IsTheOne(WireRequest request) => IsAdapters(request) && Interlocked.Increment(ref calls) == number;
        var atNorce = norce.Faults.On(IsTheOne).Hold();
        var atQliro = qliro.Faults.On(IsTheOne).Hold();
        var acting = Try(act);
        var first = await Task.WhenAny(acting, atNorce.Arrived, atQliro.Arrived);
        if (first == acting) return false;
        adapter.Kill();
        atNorce.Release();
        atQliro.Release();
        await acting;
        return true;
    }

    /// <summary>True for the adapter's calls, false for the test's.</summary>
    private static bool IsAdapters(WireRequest request)
        => !request.Path.Contains("checkout-ui", StringComparison.Ordinal);

    private static async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception lost) when (lost is HttpRequestException or System.Net.Sockets.SocketException)
        {
            // The process died during the call, as intended.
        }
    }

    private async Task<string> Created()
    {
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        return order;
    }

    private async Task<string> Bought()
    {
        var order = await Created();
        (await qliro.CompleteAsync(QliroOrderOf(order))).Accepted.ShouldBeTrue();
        await UntilPaid(order);
        return order;
    }

    private Task<HttpResponseMessage> Capture(string order)
        => client.PostAsync($"/api/order/v1/orders/{order}/payments/{LivePaymentId(order)}/capture", null);

    private string LivePaymentId(string order) => (string)norce.LivePayment(order)!["id"]!;

    private long QliroOrderOf(string order) => long.Parse((string)norce.LivePayment(order)!["reference"]!);

    private int Live(string order)
        => norce.Order(order)["payments"]!.AsArray().Count(payment => (string)payment!["state"]! != "removed");

    /// <summary>The order's state is written last, so everything else is written by then.</summary>
    private async Task UntilPaid(string order)
    {
        await Wait.Until(() => norce.Status(order) == "completed");
        ((string?)norce.LivePayment(order)!["state"]).ShouldBe("reserved");
    }

    private Task UntilState(string order, string state)
        => Wait.Until(() => (string?)norce.LivePayment(order)?["state"] == state);
}
