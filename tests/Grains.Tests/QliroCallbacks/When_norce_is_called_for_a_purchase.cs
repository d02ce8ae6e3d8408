using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>What is known is not read: a push reads the order once and writes what differs.</summary>
public sealed class When_norce_is_called_for_a_purchase
{
    [Fact]
    public async Task Should_read_the_order_once_and_the_trail_not_at_all()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);

        await shop.Qliro.FlushPushes();

        // What follows is the comparison of both partners, which is due by then.
        Calls(shop).Take(8).ShouldBe(
        [
            $"GET {purchase.OrderId}", "PUT shipping", "PUT billing", $"PUT {purchase.PaymentId}", "POST actions",
            "PUT state", "PUT state", "POST transactions",
        ]);
        Confirmed(shop, purchase).ShouldBe(1);
    }

    [Fact]
    public async Task Should_read_the_order_again_when_another_adapter_may_have_answered_the_copy()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        await shop.Norce.AddHook(purchase.OrderId, "norce_adapter", "/customer", "/cart", _ => HookReply.Unchanged);

        await shop.Qliro.FlushPushes();

        Calls(shop).Take(4).ShouldBe(
            [$"GET {purchase.OrderId}", "PUT shipping", "PUT billing", $"GET {purchase.OrderId}"]);
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_read_the_trail_when_an_entry_may_have_arrived()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        shop.Norce.Faults.On("POST", "/transactions").LoseAnswer();

        await shop.Qliro.FlushPushes();
        await shop.Pass(TimeSpan.FromMinutes(1));

        Calls(shop).ShouldContain("GET transactions");
        Confirmed(shop, purchase).ShouldBe(1);
    }

    [Fact]
    public async Task Should_read_the_trail_when_norce_shows_the_purchase_already()
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop);
        shop.Norce.Overwrite(purchase.OrderId, order => order["payments"]![0]!["state"] = "reserved");

        await shop.Qliro.FlushPushes();

        Calls(shop).ShouldContain("GET transactions");
        Confirmed(shop, purchase).ShouldBe(1);
    }

    /// <summary>Bought, with no push yet; what the approval recorded is delivered.</summary>
    private static async Task<Purchase> Bought(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.FinishOutbox(shop.Qliro.CompleteAsync(purchase.QliroOrderId))).Accepted.ShouldBeTrue();
        await shop.Pass(TimeSpan.FromSeconds(1));
        shop.Qliro.SetCustomer(purchase.QliroOrderId, new() { FirstName = "Berit" });
        shop.Norce.Log.Clear();
        return purchase;
    }

    private static List<string> Calls(Shop shop)
        => [.. shop.Norce.Log.All.Select(call => $"{call.Method} {call.Path.Split('/')[^1]}")];

    private static int Confirmed(Shop shop, Purchase purchase)
        => shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
            .Count(entry => (string?)entry["event"] == "confirm");
}
