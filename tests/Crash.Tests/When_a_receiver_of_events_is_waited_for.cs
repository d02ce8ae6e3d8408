using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Webhooks;

namespace QliroAdapter.Crash.Tests;

/// <summary>
/// The process is killed while it waits for the shop's endpoint to take an event. After a restart the event comes again,
/// under the same id and with the same body.
/// </summary>
public sealed class When_a_receiver_of_events_is_waited_for
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Fact]
    public async Task Should_lose_no_event_by_a_kill()
    {
        await using var receiver = await Receiver.Start();
        await using var norce = await NorceSimulator.Start();
        await using var qliro = await QliroSimulator.Start(new() { PushScheduleScale = 0.05 });
        using var adapter = Killable.Adapter(
            norce, ("Events:Url", receiver.Url), ("Events:Secrets:0", "whsec_" + Key),
            ("Events:AllowPrivateAddresses", "true"));
        norce.SetConfiguration(NorceOrders.Configuration(
            qliro.BaseUrl, "DEMO", "demo-secret-0001", adapter.Url, "http://shop.example"));
        using var client = ShopClient.Of(adapter.Url);
        await adapter.Start();
        var taken = receiver.Answer;
        receiver.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        var payment = norce.LivePayment(order)!;
        (await qliro.CompleteAsync(long.Parse((string)payment["reference"]!))).Accepted.ShouldBeTrue();
        await Wait.Until(() => receiver.Deliveries.Count == 1);
        await Wait.Until(() => norce.Status(order) == "completed");

        adapter.Kill();
        receiver.Answer = taken;
        await adapter.Start();
        // It is handed over again when the time is up for which it was with the process that was killed.
        await Wait.Until(() => Task.FromResult(receiver.Deliveries.Count == 2), TimeSpan.FromMinutes(4));

        var (first, second) = (receiver.Deliveries[0], receiver.Deliveries[1]);
        second.Id.ShouldBe(first.Id);
        second.Body.ShouldBe(first.Body);
        second.Signature.ShouldBe(Signed(second));
    }

    private static string Signed(ReceivedEvent got)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{got.Id}.{got.Timestamp}."), .. got.Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), signed));
    }
}
