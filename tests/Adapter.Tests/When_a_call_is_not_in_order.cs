namespace QliroAdapter.Adapter.Tests;

public sealed class When_a_call_is_not_in_order(Adapter adapter) : IClassFixture<Adapter>
{
    [Fact]
    public async Task Should_not_know_an_unknown_order()
        => await Adapter.ShouldRefuse(adapter.Api.Create("oNowhere"), 404, "order-not-found");

    [Fact]
    public async Task Should_refuse_a_second_payment()
    {
        var order = await adapter.Created();
        await Adapter.ShouldRefuse(adapter.Api.Create(order), 409, "payment-conflict");
    }

    [Trait("norce", "30")]
    [Fact]
    public async Task Should_read_and_write_nothing_for_a_wrong_callback_token()
    {
        var order = await adapter.Created();
        var url = adapter.CallbackUrl(order);
        var (norce, qliro) = (adapter.Norce.Log.All.Count, adapter.Qliro.Log.All.Count);

        var (status, body) = await Adapter.CallBare(url[..^3] + "xyz", """{"Status":"Completed"}""");

        status.ShouldBe(401);
        ((string?)body!["code"]).ShouldBe("unauthorized");
        adapter.Norce.Log.All.Skip(norce).ShouldNotContain(one => one.Path.Contains(order, StringComparison.Ordinal));
        adapter.Qliro.Log.All.Skip(qliro).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_open_the_storefronts_routes_to_qliros_token()
    {
        var order = await adapter.Created();
        var url = adapter.CallbackUrl(order).Replace("/push?", "/customer-update?", StringComparison.Ordinal);

        (await Adapter.CallBare(url, "")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Should_receive_a_push_whose_body_is_garbage()
    {
        var order = await adapter.Bought();

        var (status, body) = await Adapter.CallBare(adapter.CallbackUrl(order), "<xml>");

        status.ShouldBe(200);
        ((string?)body!["callbackResponse"]).ShouldBe("received");
    }

    [Fact]
    public async Task Should_decline_another_orders_validation()
    {
        var order = await adapter.Created();

        var (status, body) = await Adapter.CallBare(
            adapter.CallbackUrl(order, "MerchantOrderValidationUrl"), """{"OrderId":1,"OrderItems":[]}""");

        status.ShouldBe(400);
        ((string?)body!["DeclineReason"]).ShouldBe("Other");
        adapter.Norce.Status(order).ShouldBe("checkout");
    }
}
