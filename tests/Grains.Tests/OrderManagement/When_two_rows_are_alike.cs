using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Qliro merges lines with the same reference and price. Each Norce row has its own reference, so these stay two lines.
/// </summary>
public sealed class When_two_rows_are_alike
{
    [Fact]
    [Trait("qliro", "11")]
    public async Task Should_capture_and_refund_one_of_them()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item("T-1", "Mug", 125m, 1), NorceOrders.Item("T-1", "Mug", 125m, 1)));
        IReadOnlyList<OperationItem> second = [new() { Reference = "2:T-1", Quantity = 1 }];

        (await purchase.Grain.Capture(new() { Items = second })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Captured.ShouldBe(12500);
        purchase.NorceState.ShouldBe("reserved");

        (await purchase.Grain.Refund(new() { Items = second })).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(12500);
    }

    [Fact]
    public async Task Should_not_guess_which_one_an_article_number_means()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(NorceOrders.Cart(
            NorceOrders.Item("T-1", "Mug", 125m, 1), NorceOrders.Item("T-1", "Mug", 125m, 1)));

        var outcome = await purchase.Grain.Capture(new() { Items = [new() { Reference = "T-1", Quantity = 1 }] });

        outcome.Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        purchase.AdminOrder.Captured.ShouldBe(0);
    }
}
