using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

public sealed class When_a_partner_is_unavailable_at_a_push
{
    [Theory, Trait("norce", "35"), Trait("qliro", "29")]
    [InlineData(Outage.Unavailable)]
    [InlineData(Outage.Unreachable)]
    public async Task Should_store_it_and_tell_norce_later_without_another_push(Outage outage)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.GoDown(outage);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        shop.Norce.Faults.ComeUp();
        purchase.OrderStatus.ShouldBe("processing");
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory]
    [InlineData(Outage.Unavailable)]
    [InlineData(Outage.Unreachable)]
    public async Task Should_store_it_and_read_qliro_later_without_another_push(Outage outage)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.Faults.GoDown(outage);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        shop.Qliro.Faults.ComeUp();
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact, Trait("norce", "36")]
    public async Task Should_read_again_when_others_write_the_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("PUT", "/payments/")
            .Answer(409, """{"code":"order-conflict","message":"busy"}""", times: 2);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Fact, Trait("norce", "37")]
    public async Task Should_wait_for_a_state_that_norce_only_accepted()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("PUT", "/state").AcceptFirst(TimeSpan.FromMilliseconds(300), times: 2);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromSeconds(10));

        shop.Norce.Transitions(purchase.OrderId).ShouldBe(["checkout", "processing", "accepted", "completed"]);
    }

    [Fact]
    public async Task Should_go_on_when_anothers_hook_refuses_for_a_while()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        var isSick = true;
        await shop.Norce.AddHook(purchase.OrderId, "norce_adapter", "/state", "/reference",
            _ => isSick ? HookReply.Refused(500) : HookReply.Unchanged);
        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();
        purchase.OrderStatus.ShouldBe("processing");

        isSick = false;
        await shop.Pass(TimeSpan.FromMinutes(1));

        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_lose_nothing_acknowledged_when_the_process_dies(bool done)
    {
        for (var step = 1; ; step++)
        {
            await using var shop = await Shop.Open();
            var purchase = await shop.OpenCheckout();
            await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
            shop.Mishaps.DieAt(step, done);
            var acknowledged = false;
            try
            {
                acknowledged = (await purchase.Grain.ReceivePush(new())).IsAccepted;
            }
            catch (ProcessDiedException)
            {
            }

            if (acknowledged && step > 3)
            {
                step.ShouldBeGreaterThan(8);
                return;
            }

            await shop.Restart();
            // Qliro repeats a push that was not acknowledged; one that was stored needs no repeat.
            if ((await purchase.Stored()).State == PaymentState.Processing) await purchase.Grain.ReceivePush(new());
            await shop.Pass(TimeSpan.FromMinutes(2));

            purchase.NorceState.ShouldBe("reserved", $"step {step}");
            shop.Norce.Transitions(purchase.OrderId).ShouldBe(
                ["checkout", "processing", "accepted", "completed"], $"step {step}");
            shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
                .Count(entry => (string)entry["event"]! == "confirm").ShouldBe(1, $"step {step}");
        }
    }

    [Fact]
    public async Task Should_find_a_purchase_whose_push_never_comes()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromMinutes(31), steps: 31);

        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_rebuild_a_payment_that_the_store_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        await shop.LoseDatabase();

        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }
}
