namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_a_hook_answers_patches : NorceSituation
{
    [Fact]
    public async Task Should_commit_them_with_the_change()
    {
        var payment = await AddPayment();
        await AddHook("/cart");
        Adapter.Answer = (_, _) => (200, Patch("/payments/0/amount", 375m));

        (await Norce.ChangeQuantity(OrderId, 0, 3)).Status.ShouldBe(200);

        Total.ShouldBe(375m);
        ((decimal)Norce.Payment(OrderId, payment)["amount"]!).ShouldBe(375m);
    }

    [Fact]
    public async Task Should_send_the_order_as_proposed()
    {
        await AddHook("/cart");

        await Norce.ChangeQuantity(OrderId, 0, 3);

        var (url, body) = Adapter.Calls.ShouldHaveSingleItem();
        url.ShouldBe($"http://adapter.example/hook/{OrderId}");
        body.ShouldContain("\"total\":{\"includingVat\":375");
    }

    [Theory]
    [InlineData("/total/includingVat")]
    [InlineData("/cart/items/0/quantity")]
    [InlineData("/state/currentStatus")]
    [InlineData("/customer/type")]
    [InlineData("/payments/0/id")]
    [InlineData("/payments/0/type")]
    [InlineData("/payments/1/amount")]
    [InlineData("/payments/0/nothing")]
    public async Task Should_refuse_a_patch_of_what_is_not_the_adapters(string path)
    {
        await AddPayment();
        await AddPayment(adapterId: "walley_checkout_adapter");
        await AddHook("/cart");
        Adapter.Answer = (_, _) => (200, Patch(path, 1));

        (await Norce.ChangeQuantity(OrderId, 0, 3)).Status.ShouldBe(400);

        Total.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_refuse_to_replace_a_member_that_is_not_there()
    {
        await AddPayment();
        await AddHook("/cart");
        Adapter.Answer = (_, _) => (200, Patch("/payments/0/attributes", new System.Text.Json.Nodes.JsonObject()));

        (await Norce.ChangeQuantity(OrderId, 0, 3)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_take_an_empty_answer_as_no_patch()
    {
        await AddHook("/cart");
        Adapter.Answer = (_, _) => (204, "");

        (await Norce.ChangeQuantity(OrderId, 0, 3)).Status.ShouldBe(200);
    }
}
