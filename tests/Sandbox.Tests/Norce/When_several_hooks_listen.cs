using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_several_hooks_listen : NorceSituation
{
    private const string Platform = NorceSimulatorOptions.PlatformAdapterId;

    [Fact]
    public async Task Should_call_the_one_whose_target_others_watch_first()
    {
        await AddHook("/shippings", "/payments", name: "second");
        await Norce.AddHook(OrderId, Platform, "/customer", "/shippings",
            _ => HookReply.Add("/shippings/-", NorceOrders.Shipping(49m)));

        await Norce.Norce("PUT", $"/{OrderId}/customer/shipping", NorceOrders.Address(), "someone");

        Norce.HookCalls.Select(call => call.AdapterId).ShouldBe([Platform, Ours]);
        Total.ShouldBe(299m);
    }

    [Fact]
    public async Task Should_stay_silent_for_the_adapter_that_changes()
    {
        await AddHook("/cart");
        await Norce.Norce("PUT", $"/{OrderId}/cart", Norce.Order(OrderId)["cart"]!.DeepClone(), Ours);
        await Norce.Call("PUT", OrderId, "/cart", NorceOrders.Cart(NorceOrders.Item(quantity: 5))["cart"]!.DeepClone(),
            Ours);

        Adapter.Calls.ShouldBeEmpty();
        Total.ShouldBe(625m);
    }

    [Fact]
    public async Task Should_not_call_an_adapter_for_its_own_patch()
    {
        await AddPayment();
        await AddHook("/cart", name: "cart");
        await AddHook("/payments", name: "payments");
        Adapter.Answer = (url, _) =>
            (200, url.Contains("/cart/", StringComparison.Ordinal) ? Patch("/payments/0/amount", 375m) : "[]");

        await Norce.ChangeQuantity(OrderId, 0, 3);

        Adapter.Calls.Select(call => call.Url).ShouldBe([$"http://adapter.example/cart/{OrderId}"]);
    }

    [Fact]
    public async Task Should_not_call_a_hook_for_a_part_that_did_not_change()
    {
        await AddHook("/state");
        await AddHook("/customer");

        await Norce.ChangeQuantity(OrderId, 0, 3);

        Adapter.Calls.ShouldBeEmpty();
    }
}
