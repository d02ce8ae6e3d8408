using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_an_order_is_cancelled : QliroSituation
{
    [Fact]
    public async Task Should_release_everything_once()
    {
        var (id, _) = await Bought();
        (await Qliro.Admin("POST", "/cancelOrder", Manage(id))).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id)
            .ShouldSatisfyAllConditions(
                totals => totals.Released.ShouldBe(32500), totals => totals.Reserved.ShouldBe(0));
        await ShouldRefuse("ORDER_HAS_BEEN_CANCELLED", "/cancelOrder", Manage(id));
    }

    [Fact]
    public async Task Should_release_the_rest_and_leave_the_captured_part_refundable()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(1));
        await Qliro.Admin("POST", "/cancelOrder", Manage(id));
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).Released.ShouldBe(25000);
        (await Qliro.Admin("POST", "/ReturnItems", Manage(id, "Returns", capture, Mug(1)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_stay_reserved_when_the_reversal_fails()
    {
        var (id, _) = await Bought();
        Qliro.PlanOutcome("Reversal", TransactionStatus.Error, "PROVIDER", "no");
        await Qliro.Admin("POST", "/cancelOrder", Manage(id));
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).Reserved.ShouldBe(32500);
        (await Qliro.Admin("POST", "/cancelOrder", Manage(id))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_refuse_what_is_shipped_or_not_bought()
    {
        var (id, reservation) = await Bought(Mug(3));
        await Captured(id, reservation, Mug(3));
        await ShouldRefuse("NO_ITEMS_TO_CANCEL", "/cancelOrder", Manage(id));

        var open = await CreateOrder();
        await ShouldRefuse("OPERATION_NOT_SUPPORTED", "/cancelOrder", Manage(open));
    }
}
