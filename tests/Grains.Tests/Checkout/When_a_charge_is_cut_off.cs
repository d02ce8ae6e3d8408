using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_charge_is_cut_off
{
    /// <summary>More than the calls of a charge; the loops end at the first call number that is not reached.</summary>
    private const int CallsMax = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_be_whole_or_gone_without_anybody_asking(bool afterwards)
    {
        for (var call = 1; await CutOff(call, afterwards) is { } cut; call++)
        {
            await using var shop = cut.Shop;

            await shop.Pass(TimeSpan.FromMinutes(3));
            await shop.FinishCharges();
            await shop.Pass(TimeSpan.FromMinutes(3));

            var charges = shop.ChargesAtQliro();
            charges.ShouldBeLessThanOrEqualTo(1, $"call {call}");
            var live = shop.LivePayments(cut.OrderId);
            live.Count.ShouldBe(charges, $"call {call}");
            shop.Norce.Status(cut.OrderId).ShouldBe(charges == 1 ? "completed" : "checkout", $"call {call}");
            live.ShouldAllBe(payment => (string?)payment["state"] == "reserved");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_charge_once_when_the_shop_asks_again(bool afterwards)
    {
        for (var call = 1; await CutOff(call, afterwards) is { } cut; call++)
        {
            await using var shop = cut.Shop;

            var again = await shop.Charge(cut.OrderId, cut.Token);
            await shop.FinishCharges();
            await shop.Pass(TimeSpan.FromMinutes(3));

            again.Error.ShouldBeNull($"call {call}");
            shop.ChargesAtQliro().ShouldBe(1, $"call {call}");
            var live = shop.LivePayments(cut.OrderId);
            live.Count.ShouldBe(1, $"call {call}");
            ((string?)live[0]["id"]).ShouldBe(again.Value!.PaymentId, $"call {call}");
            ((string?)live[0]["state"]).ShouldBe("reserved", $"call {call}");
            shop.Norce.Status(cut.OrderId).ShouldBe("completed", $"call {call}");
        }
    }

    [Fact]
    public async Task Should_charge_nothing_when_a_voucher_pays_the_order_meanwhile()
    {
        var paid = 0;
        for (var call = 1; await CutOff(call, afterwards: true) is { } cut; call++)
        {
            await using var shop = cut.Shop;
            if (shop.ChargesAtQliro() > 0 || shop.Norce.Status(cut.OrderId) != "checkout") continue;
            await shop.Norce.AddVoucher(cut.OrderId, 250m);

            var again = await shop.Charge(cut.OrderId, cut.Token);
            await shop.Pass(TimeSpan.FromMinutes(3));

            again.Error.ShouldNotBeNull($"call {call}");
            shop.Qliro.Log.All.ShouldAllBe(
                sent => !sent.Path.Contains(Subscription.MerchantPayment), $"call {call}");
            shop.LivePayments(cut.OrderId).ShouldAllBe(
                payment => (string?)payment["type"] == "voucher", $"call {call}");
            paid++;
        }
        paid.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Should_tell_a_person_when_another_node_sent_what_this_one_gave_up()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        const string Refusal = """{"ErrorCode":"OTHER","ErrorMessage":"no"}""";
        shop.Qliro.Faults.On("POST", Subscription.MerchantPayment).Answer(400, Refusal);
        var orderId = shop.AddRenewal();
        (await shop.Charge(orderId, token)).IsAccepted.ShouldBeFalse();
        var given = (string)((JsonArray)shop.Norce.Order(orderId)["payments"]!)[0]!["id"]!;

        await Resend(shop);
        foreach (var id in shop.Qliro.OrderIds.Skip(1)) shop.Qliro.FinishOpenTransactions(id);
        await shop.Pass(TimeSpan.FromMinutes(5));

        var stored = await new Purchase(shop, orderId, given).Stored();
        stored.Outbox.ShouldContain(entry => entry.IsParked && entry.Problem!.Contains("Qliro completed a purchase"));
    }

    private static Task Resend(Shop shop)
        => shop.SendAgain(shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Single());

    private sealed record Cut(Shop Shop, string OrderId, string Token);

    /// <summary>Null when a charge makes fewer calls than that.</summary>
    private static async Task<Cut?> CutOff(int call, bool afterwards)
    {
        call.ShouldBeLessThan(CallsMax);
        var (shop, token) = await Subscription.WithCard();
        var orderId = shop.AddRenewal();
        shop.Process.EndAt(call, afterwards);
        var charging = shop.Charge(orderId, token);
        if (await Task.WhenAny(charging, shop.Process.Ended) != charging)
        {
            await shop.Restart();
            return new(shop, orderId, token);
        }
        (await charging).Error.ShouldBeNull();
        await shop.DisposeAsync();
        call.ShouldBeGreaterThan(6);
        return null;
    }
}
