using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_charge_is_cut_off
{
    /// <summary>More than a charge has calls; the loops end at the first that does not strike.</summary>
    private const int CallsMost = 60;

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

    private sealed record Cut(Shop Shop, string OrderId, string Token);

    /// <summary>Null when a charge makes fewer calls than that.</summary>
    private static async Task<Cut?> CutOff(int call, bool afterwards)
    {
        call.ShouldBeLessThan(CallsMost);
        var (shop, token) = await Subscription.WithCard();
        var orderId = shop.AddRenewal();
        shop.Life.EndAt(call, afterwards);
        var charging = shop.Charge(orderId, token);
        if (await Task.WhenAny(charging, shop.Life.Ended) != charging)
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
