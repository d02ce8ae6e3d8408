using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Silo.Tests.Local;
using QliroAdapter.Tests.Webhooks;

namespace QliroAdapter.Silo.Tests.OutgoingEvents;

/// <summary>The whole adapter on a local silo, and a receiver that answers late, badly or well.</summary>
public sealed class When_a_shop_listens
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Fact]
    public async Task Should_hear_of_a_purchase_and_be_shown_on_the_node()
    {
        await using var receiver = await Receiver.Start();
        await using var shop = await Open(receiver.Url);
        var purchase = await Buy(shop);
        await Eventually.Holds(() => receiver.Deliveries.Count == 1);
        System.Text.Encoding.UTF8.GetString(receiver.Deliveries[0].Body).ShouldContain("payment.reserved");
        await Eventually.Holds(async () => (await Events(shop, purchase)).All(told => told.Status == "delivered"));
        shop.Services.GetRequiredService<EventLog>().Newest.ShouldHaveSingleItem().Problem.ShouldBeNull();
    }

    /// <summary>A receiver that never answers: the push and the work on the payment do not wait for it.</summary>
    [Fact]
    public async Task Should_slow_no_push_and_hold_back_no_work()
    {
        await using var receiver = await Receiver.Start();
        var ended = new TaskCompletionSource();
        receiver.Answer = _ => ended.Task;
        await using var shop = await Open(receiver.Url);
        // The push is answered while the sender still waits for the receiver.
        var purchase = await Buy(shop);
        await Eventually.Holds(() => receiver.Deliveries.Count == 1);
        (await Events(shop, purchase)).ShouldHaveSingleItem().Status.ShouldBe("waits");
        ended.SetResult();
        await Eventually.Holds(async () => (await Events(shop, purchase)).All(told => told.Status == "delivered"));
    }

    [Fact]
    public async Task Should_get_the_same_event_again_until_it_takes_it()
    {
        await using var receiver = await Receiver.Start();
        var calls = 0;
        receiver.Answer = context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref calls) == 1 ? 503 : 200;
            return Task.CompletedTask;
        };
        await using var shop = await Open(receiver.Url);
        var purchase = await Buy(shop);
        await Eventually.Holds(async () => (await Events(shop, purchase)) is [{ Attempts: 1, Status: "waits" }]);
        shop.Clock.Jump(TimeSpan.FromMinutes(1));
        await Eventually.Holds(() => receiver.Deliveries.Count == 2);

        receiver.Deliveries[1].Id.ShouldBe(receiver.Deliveries[0].Id);
        receiver.Deliveries[1].Body.ShouldBe(receiver.Deliveries[0].Body);
        receiver.Deliveries[1].Timestamp.ShouldNotBe(receiver.Deliveries[0].Timestamp);
    }

    private static async Task<Run.Purchase> Buy(LocalShop shop)
    {
        var purchase = await shop.Buy();
        (await shop.Push(purchase)).ShouldBe(200);
        return purchase;
    }

    private static Task<LocalShop> Open(string url) => LocalShop.Open(
        ("Events:Url", url), ("Events:Secrets:0", Secret), ("Events:AllowPrivateAddresses", "true"));

    private static async Task<IReadOnlyList<Ops.EventItem>> Events(LocalShop shop, Run.Purchase purchase)
        => (await shop.Services.GetRequiredService<IPaymentGrains>().Get(ClusteredShop.KeyOf(purchase)).ShowOutbox(new())).Value!.Events;
}
