using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>Two a of 125.00 and a free gift are reserved under 1, one b of 50.00 under 2.</summary>
public sealed class When_a_release_is_planned
{
    private static readonly Qliro.AdminOrder upsold = AdminOrder(
        [Transaction(1, TransactionType.Preauthorization, 250m), Transaction(2, TransactionType.Preauthorization, 50m)],
        Action("Reserve", 1, "a", 2, 125m) with { VatRate = 25m, Description = "Mug" },
        Action("Reserve", 1, "gift", 1, 0m) with { PricePerItemExVat = 0m }, Action("Reserve", 2, "b", 1, 50m));

    [Fact]
    public void Should_tell_qliro_what_stays()
    {
        var plan = Plan(("a", 1)).Value!;

        (plan.Type, plan.IsFull, plan.Amount).ShouldBe((OperationType.CancelItems, false, 125m));
        var part = plan.Parts.ShouldHaveSingleItem();
        part.ActsOn.ShouldBe(1);
        part.Lines.ShouldBe([new("a", "Product", 1, 125m)]);
        part.Stays.ShouldBe(
            [new("a", "Product", 1, 125m, 100m, "Mug"), new("gift", "Product", 1, 0m, 0m, null)]);
    }

    [Fact]
    public void Should_keep_prices_of_one_reference_apart()
    {
        var adminOrder = AdminOrder([Transaction(1, TransactionType.Preauthorization, 500m)],
            Action("Reserve", 1, "a", 2, 200m), Action("Reserve", 1, "a", 1, 100m));

        Plan(adminOrder, ("a", 1)).Value!.Parts[0].Stays.Select(line => (line.Quantity, line.PriceIncVat))
            .ShouldBe([(1, 200m), (1, 100m)]);
        Plan(adminOrder, ("a", 2)).Value!.Parts[0].Stays.Select(line => (line.Quantity, line.PriceIncVat))
            .ShouldBe([(1, 100m)]);
    }

    [Fact]
    public void Should_cancel_everything_when_nothing_of_worth_would_stay()
    {
        var plan = Plan(("a", 2), ("b", 1)).Value!;

        (plan.Type, plan.IsFull, plan.Amount).ShouldBe((OperationType.Cancel, true, 300m));
        var part = plan.Parts.ShouldHaveSingleItem();
        (part.ActsOn, part.Lines.Count, part.Stays.Count).ShouldBe((null, 0, 0));
    }

    [Fact]
    public void Should_refuse_to_leave_one_reservation_empty_beside_another()
        => Plan(("a", 2)).Error!.Message.ShouldBe(
            "The items asked for on payment p_1 would leave nothing of reservation 1 while another stays, which Qliro "
                + "cannot be told; cancel all that is left.");

    private static Outcome<Operation> Plan(params (string, int)[] items) => Plan(upsold, items);

    private static Outcome<Operation> Plan(Qliro.AdminOrder adminOrder, params (string, int)[] items)
        => OperationPlan.For(Key, Payment(PaymentState.Reserved),
            new(OperationType.CancelItems, Requests.Items(items), null), adminOrder, Now)!;
}
