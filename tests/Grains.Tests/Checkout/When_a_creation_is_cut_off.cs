using System.Text.Json.Nodes;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_creation_is_cut_off
{
    /// <summary>
    /// More than the steps of a creation; the loops end at the first step number that is not reached.
    /// </summary>
    private const int StepsMax = 60;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_answer_the_next_create_with_one_payment_and_one_qliro_order(bool done)
    {
        for (var step = 1; await CutOff(step, done) is { } cut; step++)
        {
            await using var shop = cut.Shop;

            var created = await shop.Create(cut.OrderId);

            // A completed creation is shown by GET; any other is finished or made again.
            if (created.Error is { Code: ErrorCodes.PaymentConflict })
                created = await shop.Grains.Get(Shop.Key(cut.OrderId).Payment(cut.LivePaymentId!)).Get(new());
            created.Error.ShouldBeNull($"step {step}");
            await ShouldBeWhole(cut, created.Value!.PaymentId, step);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_finished_or_not_found_by_get(bool done)
    {
        for (var step = 1; await CutOff(step, done) is { } cut; step++)
        {
            await using var shop = cut.Shop;
            if (cut.LivePaymentId is not { } paymentId) continue;

            var got = await shop.Grains.Get(Shop.Key(cut.OrderId).Payment(paymentId)).Get(new());

            got.Error.ShouldBeNull($"step {step}");
            await ShouldBeWhole(cut, paymentId, step);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_cleared_by_due_work_alone(bool done)
    {
        for (var step = 1; await CutOff(step, done) is { } cut; step++)
        {
            await using var shop = cut.Shop;
            var wasWhole = cut.LivePaymentId is { } live && await IsWhole(cut, live);

            await shop.Pass(TimeSpan.FromMinutes(2));

            var left = shop.Norce.LivePayment(cut.OrderId);
            if (wasWhole) left.ShouldNotBeNull($"step {step}");
            else left.ShouldBeNull($"step {step}");
            Hooks(cut).Count.ShouldBe(wasWhole ? 4 : 0, $"step {step}");
        }
    }

    [Fact]
    public async Task Should_be_cleared_when_the_order_has_left_the_checkout_meanwhile()
    {
        var cleared = 0;
        for (var step = 1; await CutOff(step, done: true) is { } cut; step++)
        {
            await using var shop = cut.Shop;
            if (cut.LivePaymentId is not { } paymentId || await IsWhole(cut, paymentId)) continue;
            shop.Norce.Overwrite(cut.OrderId, order => order["state"]!["currentStatus"] = "completed");

            (await shop.Grains.Get(Shop.Key(cut.OrderId).Payment(paymentId)).Get(new())).Error.ShouldNotBeNull();

            shop.Norce.LivePayment(cut.OrderId).ShouldBeNull($"step {step}");
            cleared++;
        }
        cleared.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Should_never_ask_qliro_to_sell_for_nothing_when_a_voucher_pays_the_order_meanwhile()
    {
        var paid = 0;
        for (var step = 1; await CutOff(step, done: true) is { } cut; step++)
        {
            await using var shop = cut.Shop;
            if (cut.LivePaymentId is not { } paymentId || shop.Qliro.OrderIds.Count > 0) continue;
            await shop.Norce.AddVoucher(cut.OrderId, 250m);

            var got = await shop.Grains.Get(Shop.Key(cut.OrderId).Payment(paymentId)).Get(new());
            var created = await shop.Create(cut.OrderId);

            got.Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound, $"step {step}");
            created.Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest, $"step {step}");
            shop.Qliro.Log.All.ShouldAllBe(call => call.Method != "POST", $"step {step}");
            shop.Norce.LivePayment(cut.OrderId).ShouldBeNull($"step {step}");
            paid++;
        }
        paid.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Should_make_no_second_qliro_order_when_a_proxy_says_that_there_is_none()
    {
        var found = 0;
        for (var step = 1; await CutOff(step, done: true) is { } cut; step++)
        {
            await using var shop = cut.Shop;
            if (cut.LivePaymentId is not { } paymentId || shop.Qliro.OrderIds.Count == 0) continue;
            shop.Qliro.Faults.On("GET", "merchantReference=").Answer(404, "<html>404 Not Found</html>", times: 3);

            await shop.Grains.Get(Shop.Key(cut.OrderId).Payment(paymentId)).Get(new());

            shop.Qliro.OrderIds.Count.ShouldBe(1, $"step {step}");
            found++;
        }
        found.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_followed_by_a_purchase_as_if_nothing_had_been(bool done)
    {
        for (var step = 1; await CutOff(step, done) is { } cut; step += 3)
        {
            await using var shop = cut.Shop;
            await shop.Create(cut.OrderId);
            var purchase = new Purchase(shop, cut.OrderId, cut.LivePaymentId!);

            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
            await shop.Qliro.FlushPushes();

            purchase.NorceState.ShouldBe("reserved", $"step {step}");
            purchase.OrderStatus.ShouldBe("completed", $"step {step}");
        }
    }

    private sealed record Cut(Shop Shop, string OrderId)
    {
        public string? LivePaymentId => (string?)Shop.Norce.LivePayment(OrderId)?["id"];
    }

    /// <summary>Null when a creation has fewer steps than that.</summary>
    private static async Task<Cut?> CutOff(int step, bool done)
    {
        step.ShouldBeLessThan(StepsMax);
        var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Mishaps.DieAt(step, done);
        try
        {
            await shop.Create(orderId);
        }
        catch (ProcessDiedException)
        {
            await shop.Restart();
            return new(shop, orderId);
        }

        await shop.DisposeAsync();
        step.ShouldBeGreaterThan(10);
        return null;
    }

    private static async Task ShouldBeWhole(Cut cut, string paymentId, int step)
    {
        var live = ((JsonArray)cut.Shop.Norce.Order(cut.OrderId)["payments"]!)
            .Where(payment => (string?)payment!["state"] != "removed").ToList();
        live.Count.ShouldBe(1, $"step {step}");
        ((string?)live[0]!["id"]).ShouldBe(paymentId, $"step {step}");
        (await IsWhole(cut, paymentId)).ShouldBeTrue($"step {step}");
        var purchase = new Purchase(cut.Shop, cut.OrderId, paymentId);
        purchase.QliroTotal.ShouldBe(250m, $"step {step}");
        Hooks(cut).Count.ShouldBe(4, $"step {step}");
        Hooks(cut).ShouldAllBe(hook => hook.Contains(paymentId));
    }

    private static async Task<bool> IsWhole(Cut cut, string paymentId)
    {
        var stored = await cut.Shop.Store.Load(
            Shop.Key(cut.OrderId).Payment(paymentId).ToString(), CancellationToken.None);
        return stored is not null && Features.Json.Read(stored.Document).State == PaymentState.Intent;
    }

    private static List<string> Hooks(Cut cut) => [.. ((JsonArray?)cut.Shop.Norce.Order(cut.OrderId)["hooks"] ?? [])
        .Select(hook => (string)hook!["invoke"]!)];
}
