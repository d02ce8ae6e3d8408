using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_an_order_is_written : NorceSituation
{
    [Fact]
    public async Task Should_count_live_shippings_into_the_total()
    {
        var shipping = NorceOrders.Shipping(49m);
        var (status, body) = await Norce.Norce("POST", $"/{OrderId}/shippings", shipping);
        status.ShouldBe(201);
        Total.ShouldBe(299m);

        shipping["state"] = "removed";
        await Norce.Norce("PUT", $"/{OrderId}/shippings/{body!["id"]}", shipping);

        Total.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_keep_members_it_does_not_know()
    {
        var id = await AddPayment();
        var payment = Norce.Payment(OrderId, id);
        payment["upsell"] = new JsonObject { ["eligible"] = true };
        payment["invented"] = "kept";

        await Norce.Norce("PUT", $"/{OrderId}/payments/{id}", payment);

        ((string)Norce.Payment(OrderId, id)["invented"]!).ShouldBe("kept");
        ((bool)Norce.Payment(OrderId, id)["upsell"]!["eligible"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_replace_the_whole_payment()
    {
        var id = await AddPayment();
        await Norce.Norce("PUT", $"/{OrderId}/payments/{id}",
            new JsonObject { ["adapterId"] = Ours, ["reference"] = "4950001" });

        Norce.Payment(OrderId, id).ContainsKey("amount").ShouldBeFalse();
    }

    [Theory]
    [InlineData("state", "paid")]
    [InlineData("type", "main")]
    [InlineData("currency", "kronor")]
    public async Task Should_refuse_values_outside_the_schema(string member, string value)
    {
        var (status, _) =
            await Norce.Norce("POST", $"/{OrderId}/payments",
                new JsonObject { ["adapterId"] = Ours, [member] = value });
        status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_refuse_newer_states_when_told_to()
    {
        Norce.Options.AcceptsCancelledAndRefunded = false;
        var (status, _) =
            await Norce.Norce("POST", $"/{OrderId}/payments",
                new JsonObject { ["adapterId"] = Ours, ["state"] = "cancelled" });
        status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_merge_attributes_and_forget_null()
    {
        await Norce.Norce("PATCH", $"/{OrderId}/attributes", new JsonObject { ["a"] = 1, ["b"] = "x" });
        await Norce.Norce("PATCH", $"/{OrderId}/attributes", new JsonObject { ["a"] = null, ["c"] = true });

        Norce.Order(OrderId)["attributes"]!.AsObject().Select(one => one.Key).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Should_replace_the_actions_of_one_adapter()
    {
        var id = await AddPayment();
        await Norce.Norce("POST", $"/{OrderId}/payments/{id}/actions",
            new JsonArray(Action("capture"), Action("cancel")), Ours);
        await Norce.Norce("POST", $"/{OrderId}/payments/{id}/actions", new JsonArray(Action("refund")), Ours);

        var action = Norce.Payment(OrderId, id)["actions"]!.AsArray().ShouldHaveSingleItem();
        ((string)action!["type"]!).ShouldBe("refund");
    }

    [Fact]
    public async Task Should_execute_an_action_at_its_address()
    {
        var id = await AddPayment();
        await Norce.Norce("POST", $"/{OrderId}/payments/{id}/actions", new JsonArray(Action("capture")), Ours);

        (await Norce.ExecuteAction(OrderId, id, "capture")).Status.ShouldBe(200);

        Adapter.Calls.ShouldHaveSingleItem().Url.ShouldBe("http://adapter.example/capture");
        ((string)Norce.Transactions(OrderId, id).ShouldHaveSingleItem()["event"]!).ShouldBe("paymentAction");
    }

    [Fact]
    public async Task Should_stay_hidden_from_strangers()
    {
        (await Norce.Norce("GET", $"/{OrderId}", token: "wrong")).Status.ShouldBe(401);
        var other = Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()), channel: "other");
        (await Norce.Norce("GET", $"/{other}")).Status.ShouldBe(404);
    }

    private static JsonObject Action(string type) => new()
    {
        ["adapterId"] = Ours, ["type"] = type, ["url"] = "http://adapter.example/" + type,
    };
}
