using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Adapter.Tests;

/// <summary>An outage affects every order of the adapter, so each test has its own adapter.</summary>
public sealed class When_a_partner_is_down : IAsyncLifetime
{
    private readonly Adapter adapter = new();

    public ValueTask InitializeAsync() => adapter.InitializeAsync();

    public ValueTask DisposeAsync() => adapter.DisposeAsync();

    [Fact]
    public async Task Should_leave_nothing_behind_when_qliro_cannot_open_a_checkout()
    {
        var order = adapter.AddOrder();
        adapter.Qliro.Faults.GoDown();

        await Adapter.ShouldRefuse(adapter.Api.Create(order), 400, "qliro-error");

        adapter.Norce.LivePayment(order).ShouldBeNull();
        adapter.Norce.Order(order)["hooks"]!.AsArray().ShouldBeEmpty();
        adapter.Qliro.Faults.ComeUp();
        await adapter.Api.Create(order);
    }

    [Fact]
    public async Task Should_say_that_the_order_cannot_be_read()
    {
        var order = adapter.AddOrder();
        adapter.Norce.Faults.On("GET", $"/orders/{order}").Answer(503, times: 100);

        await Adapter.ShouldRefuse(adapter.Api.Create(order), 400, "order-error");

        adapter.Qliro.OrderIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_finish_a_pushed_purchase_by_itself_once_norce_is_back()
    {
        var order = await adapter.Created();
        adapter.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        var url = adapter.CallbackUrl(order);
        adapter.Norce.Faults.GoDown();

        var (status, body) = await Adapter.CallBare(url, """{"Status":"Completed"}""");
        status.ShouldBe(200);
        ((string?)body!["callbackResponse"]).ShouldBe("received");
        adapter.Norce.Faults.ComeUp();

        await Adapter.Until(() => adapter.Norce.Status(order) == "completed");
    }

    [Fact]
    public async Task Should_change_nothing_when_qliro_cannot_capture()
    {
        var order = await adapter.Bought();
        adapter.Qliro.Faults.On("POST", "MarkItemsAsShipped").Answer(400,
            """{"ErrorCode":"INVALID_ITEM","ErrorMessage":"no such item","ErrorReference":"r-1"}""");

        var error = await Adapter.ShouldRefuse(
            adapter.Api.Capture(order, adapter.PaymentIdOf(order)), 400, "qliro-bad-request");

        error.QliroError!.ErrorCode.ShouldBe("INVALID_ITEM");
        ((string?)adapter.PaymentOf(order)["state"]).ShouldBe("reserved");
        adapter.Qliro.Status(adapter.QliroOrderOf(order)).ShouldBe(CheckoutStatus.Completed);
    }
}
