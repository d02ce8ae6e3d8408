using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_an_operation_is_planned
{
    /// <summary>A purchase of 2 a and 1 fee, and an upsell of 1 b: two originals.</summary>
    private static readonly Qliro.AdminOrder upsold = AdminOrder(
        [Transaction(1, TransactionType.Preauthorization, 269m), Transaction(2, TransactionType.Preauthorization, 50m)],
        Action("Reserve", 1, "a", 2, 125m), Action("Reserve", 1, "fee", 1, 19m, OrderItemType.Fee),
        Action("Reserve", 2, "b", 1, 50m));

    [Fact]
    public void Should_send_one_part_for_each_original_oldest_first()
    {
        var plan = Plan(OperationType.Capture, upsold).Value!;

        plan.Parts.Select(part => (part.ActsOn, part.Amount, part.Status))
            .ShouldBe([(1L, 269m, PartStatus.Sent), (2L, 50m, PartStatus.NotSent)]);
        plan.Parts[0].Lines.ShouldBe([new("a", "Product", 2, 125m), new("fee", "Fee", 1, 19m)]);
        plan.TransactionsBefore.ShouldBe([1, 2]);
    }

    [Fact]
    public void Should_send_one_cancel_for_all_originals()
    {
        var part = Plan(OperationType.Cancel, upsold).Value!.Parts.ShouldHaveSingleItem();

        (part.ActsOn, part.Amount).ShouldBe((null, 319m));
        part.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Should_return_from_the_oldest_capture_first()
    {
        var adminOrder = AdminOrder(
            [
                Transaction(1, TransactionType.Preauthorization, 375m),
                Transaction(2, TransactionType.Capture, 125m, original: 1),
                Transaction(3, TransactionType.Capture, 250m, original: 1),
            ],
            Action("Reserve", 1, "a", 3, 125m), Action("Ship", 2, "a", 1, 125m), Action("Ship", 3, "a", 2, 125m));

        Plan(OperationType.Refund, adminOrder, ("a", 2)).Value!.Parts.Select(part => (part.ActsOn, part.Amount))
            .ShouldBe([(2L, 125m), (3L, 125m)]);
    }

    [Fact]
    public void Should_capture_a_direct_payment_under_its_debit()
        => Plan(OperationType.Capture, AdminOrder(
            [Transaction(1, TransactionType.Debit, 125m)], Action("Reserve", 1, "a", 1, 125m)))
            .Value!.Parts.ShouldHaveSingleItem().ActsOn.ShouldBe(1);

    [Fact]
    public void Should_act_on_the_new_reservation_when_one_replaced_another()
    {
        var adminOrder = AdminOrder(
            [
                Transaction(1, TransactionType.Preauthorization, 250m),
                Transaction(2, TransactionType.Preauthorization, 125m, original: 1),
                Transaction(3, TransactionType.Reversal, 250m, original: 1),
            ],
            Action("Reserve", 1, "a", 2, 125m), Action("Reserve", 2, "a", 1, 125m), Action("Release", 3, "a", 2, 125m));

        Plan(OperationType.Capture, adminOrder).Value!.Parts
            .Select(part => (part.ActsOn, part.Amount)).ShouldBe([(2L, 125m)]);
    }

    [Fact]
    public void Should_find_nothing_to_do_when_nothing_of_worth_is_left()
    {
        Plan(OperationType.Refund, upsold).ShouldBeNull();
        Plan(OperationType.Capture, AdminOrder([Transaction(1, TransactionType.Preauthorization, 0m)], Action(
            "Reserve", 1, "gift", 1, 0m))).ShouldBeNull();
        Plan(OperationType.Capture, AdminOrder(
            [Transaction(1, TransactionType.Preauthorization, 125m, TransactionStatus.OnHold)],
            Action("Reserve", 1, "a", 1, 125m))).ShouldBeNull();
    }

    [Theory]
    [InlineData("c", 1)]
    [InlineData("a", 3)]
    public void Should_refuse_what_is_not_there(string reference, int quantity)
        => Plan(OperationType.Capture, upsold, (reference, quantity)).Error!.Code.ShouldBe("order-bad-request");

    [Fact]
    public void Should_count_an_item_named_twice_together()
    {
        Plan(OperationType.Capture, upsold, ("a", 1), ("a", 1)).Value!.Parts[0].Lines.ShouldBe(
            [new("a", "Product", 2, 125m)]);
        Plan(OperationType.Capture, upsold, ("a", 2), ("a", 1)).Error!.Code.ShouldBe("order-bad-request");
    }

    [Fact]
    public void Should_take_a_reference_at_several_prices_in_the_admin_orders_order()
    {
        var adminOrder = AdminOrder([Transaction(1, TransactionType.Preauthorization, 300m)],
            Action("Reserve", 1, "a", 1, 200m), Action("Reserve", 1, "a", 1, 100m));

        Plan(OperationType.Capture, adminOrder, ("a", 1))
            .Value!.Parts[0].Lines.ShouldBe([new("a", "Product", 1, 200m)]);
        Plan(OperationType.Capture, adminOrder, ("a", 2)).Value!.Parts[0].Amount.ShouldBe(300m);
    }

    [Fact]
    public void Should_give_each_part_an_id_that_only_this_request_has()
    {
        var first = Plan(OperationType.Capture, upsold).Value!;

        first.Parts.Select(part => part.RequestId).ShouldBeUnique();
        Plan(OperationType.Capture, upsold).Value!.Parts[0].RequestId.ShouldBe(first.Parts[0].RequestId);
        var later = upsold with
        {
            PaymentTransactions = [.. upsold.PaymentTransactions!, Transaction(
            9, TransactionType.Refund, 1m)]
        };
        Plan(OperationType.Capture, later).Value!.Parts[0].RequestId.ShouldNotBe(first.Parts[0].RequestId);
    }

    private static Outcome<Operation>? PlanOrNull(
        OperationType type, Qliro.AdminOrder adminOrder, (string, int)[] items)
        => OperationPlan.For(
            Key, Payment(PaymentState.Reserved), new(type, Requests.Items(items), null), adminOrder, Now);

    private static Outcome<Operation> Plan(
        OperationType type, Qliro.AdminOrder adminOrder, params (string, int)[] items)
        => PlanOrNull(type, adminOrder, items)!;
}
