using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_a_quantity_changes
{
    [Theory]
    [InlineData(0, true, 375)]
    [InlineData(50, true, 325)]
    [InlineData(0, false, 375)]
    public void Should_cost_that_many_less_the_discount(int discount, bool hasOriginalTotal, int total)
    {
        var item = NorceOrders.Item(unitPrice: 125m, quantity: 2, discount: discount);
        if (!hasOriginalTotal) item.Remove("originalTotal");
        var cart = new JsonObject { ["items"] = new JsonArray(item) };

        NorceOrders.SetQuantity(cart, 0, 3);

        ((decimal)item["total"]!["includingVat"]!).ShouldBe(total);
        ((decimal)cart["total"]!["includingVat"]!).ShouldBe(total);
    }
}
