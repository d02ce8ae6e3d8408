using System.Net;
using Microsoft.AspNetCore.Builder;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Cluster;

public sealed class When_a_silo_dies : IAsyncLifetime
{
    private ClusteredShop shop = null!;

    private WebApplication Stays => shop.Nodes.Running[0];

    private WebApplication Dies => shop.Nodes.Running[1];

    public async ValueTask InitializeAsync() => shop = await ClusteredShop.Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_serve_its_payments_elsewhere()
    {
        var bought = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Buy()));
        await shop.Nodes.Kill(Dies);

        await Task.WhenAll(bought.Select(purchase => shop.Shop.Push(purchase)));

        await Eventually.Holds(() => bought.All(IsCompleted));
    }

    [Fact]
    public async Task Should_do_its_due_work_elsewhere()
    {
        var purchase = await shop.Buy(Dies);
        shop.Shop.Norce.Faults.GoDown();
        await shop.Shop.Push(purchase);
        await shop.Nodes.Kill(Dies);

        shop.Shop.Norce.Faults.ComeUp();

        await Eventually.Holds(() => IsCompleted(purchase));
    }

    [Fact]
    public async Task Should_repeat_elsewhere_what_it_was_doing_for_another_node()
    {
        var purchase = await shop.Buy(Dies);
        var fault = ReadFault(purchase);
        var pushing = shop.Shop.Push(purchase, ClusteredShop.UrlOf(Stays));
        await fault.Arrived;

        await shop.Nodes.Kill(Dies);

        // The first call is answered; the caller did not have to push again.
        (await pushing).Tries.ShouldBe(1);
        fault.Release();
        await Eventually.Holds(() => IsCompleted(purchase));
    }

    [Fact]
    public async Task Should_repeat_what_it_was_doing_for_a_front()
    {
        var purchase = await shop.Buy(Dies);
        var fault = ReadFault(purchase);
        var pushing = shop.Shop.Push(purchase);
        await fault.Arrived;

        await shop.Nodes.Kill(Dies);

        // A front is not told of the death; it repeats the message after 8 s.
        (await pushing).Tries.ShouldBe(1);
        fault.Release();
        await Eventually.Holds(() => IsCompleted(purchase));
    }

    [Fact]
    public async Task Should_carry_on_with_a_capture_that_it_was_doing_for_another_node()
    {
        var (purchase, fault) = await Capturing();
        var capturing = shop.Shop.CaptureOnce(purchase, ClusteredShop.UrlOf(Stays));
        await fault.Arrived;

        await shop.Nodes.Kill(Dies);

        using (var answer = await capturing) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        fault.Release();
        await ShouldBeCapturedOnce(purchase);
    }

    [Fact]
    public async Task Should_carry_on_with_a_capture_of_a_part_that_it_was_doing_for_a_front()
    {
        var (purchase, fault) = await Capturing();
        var capturing = shop.Shop.CaptureOnce(purchase, shop.Url, mugs: 1);
        await fault.Arrived;

        await shop.Nodes.Kill(Dies);

        using (var answer = await capturing) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        fault.Release();
        var totals = shop.Shop.Qliro.Totals(purchase.QliroOrder);
        (totals.Captured, totals.Operations["Capture"]).ShouldBe((12500, 1));
    }

    [Fact]
    public async Task Should_carry_on_with_a_creation_that_it_was_doing_for_another_node()
    {
        var order = shop.Shop.AddOrder();
        var atQliro = shop.Shop.Qliro.OrderIds.Count;
        // An order lives on the node that is asked for it first.
        await ClusteredShop.OrderOf(order, Dies).EndCreation(new() { PaymentId = "none", Finish = false });
        var fault = shop.Shop.Qliro.Faults.On("POST", "merchantapi/Orders").HoldAnswer();
        var creating = shop.Shop.Create(order, ClusteredShop.UrlOf(Stays));
        await fault.Arrived;

        await shop.Nodes.Kill(Dies);

        (await creating).ShouldBe(200);
        fault.Release();
        shop.Shop.Norce.Order(order)["payments"]!.AsArray().Count.ShouldBe(1);
        shop.Shop.Qliro.OrderIds.Count.ShouldBe(atQliro + 1);
    }

    private Fault ReadFault(Purchase purchase) => shop.Shop.Qliro.Faults.On("GET", $"{purchase.QliroOrder}").Hold();

    // Qliro captures at once and sends no push about it.
    private async Task<(Purchase Purchase, Fault Fault)> Capturing()
    {
        var purchase = await shop.Buy(Dies);
        await shop.Shop.Push(purchase, ClusteredShop.UrlOf(Dies));
        await Eventually.Holds(() => IsCompleted(purchase));
        return (purchase, shop.Shop.Qliro.Faults.On("POST", "MarkItemsAsShipped").HoldAnswer());
    }

    private async Task ShouldBeCapturedOnce(Purchase purchase)
    {
        await shop.Shop.Capture(purchase, shop.Url);
        await Eventually.Holds(() => !shop.Shop.TotalsFaults(purchase, captured: true).Any());
    }

    private bool IsCompleted(Purchase purchase) => shop.Shop.Norce.Status(purchase.Order) == "completed";
}
