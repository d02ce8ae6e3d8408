using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_the_order_moves : NorceSituation
{
    private static readonly string[] all = ["checkout", "processing", "accepted", "completed", "declined", "removed"];

    [Theory]
    [InlineData("checkout", "processing accepted completed declined removed")]
    [InlineData("processing", "checkout accepted completed declined removed")]
    [InlineData("accepted", "completed declined")]
    [InlineData("completed", "")]
    [InlineData("declined", "removed")]
    [InlineData("removed", "")]
    public async Task Should_let_through_what_the_table_allows(string from, string allowed)
    {
        foreach (var to in all)
        {
            var order = NorceOrders.Cart(NorceOrders.Item());
            order["state"] = new JsonObject { ["currentStatus"] = from };
            var id = Norce.AddOrder(order);

            var (status, _) = await Norce.Norce("PUT", $"/{id}/state", new JsonObject { ["currentStatus"] = to });

            status.ShouldBe(to == from || allowed.Split(' ').Contains(to) ? 200 : 409, $"{from} to {to}");
            Norce.Transitions(id).Count.ShouldBe(status == 200 && to != from ? 2 : 1);
        }
    }

    [Fact]
    public async Task Should_hold_processing_back_for_a_required_consent()
    {
        await Norce.Norce("POST", $"/{OrderId}/consents", new JsonObject { ["text"] = "Terms", ["required"] = true });
        (await Norce.ChangeState(OrderId, "processing")).Status.ShouldBe(400);

        var consent = (string)Norce.Order(OrderId)["consents"]![0]!["id"]!;
        await Norce.Norce("PATCH", $"/{OrderId}/consents/{consent}", new JsonObject { ["checked"] = true });

        (await Norce.ChangeState(OrderId, "processing")).Status.ShouldBe(200);
    }
}
