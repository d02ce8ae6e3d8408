using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>Reservations made before lines had an owner, and what staff did to lines.</summary>
public sealed class When_lines_name_no_owner
{
    private static BookedOrder Discounted(decimal discount = 10m, string reference = "D1:25") => new(
        100m - discount,
        Action(OrderItemActionType.Reserve, 1, "1:A", 1, 50m), Action(OrderItemActionType.Reserve, 1, "2:B", 1, 50m),
        Action(OrderItemActionType.Reserve, 1, reference, 1, -discount, OrderItemType.Discount));

    [Fact]
    public void Should_refuse_a_share_that_qliro_cannot_take_and_say_why()
    {
        var refused = Discounted().Capture(("1:A", 1));

        refused.Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        refused.Error.Message.ShouldContain("'D1:25'");
        refused.Error.Message.ShouldContain("belongs to the whole order");
    }

    [Fact]
    public void Should_take_such_a_line_with_everything_that_is_left()
    {
        Discounted().Capture(("1:A", 1), ("2:B", 1)).Value!.Amount.ShouldBe(90m);
        Discounted().Capture().Value!.Amount.ShouldBe(90m);
    }

    [Fact]
    public void Should_take_a_share_that_is_the_whole_line()
    {
        var order = Discounted(0.01m, "ROUNDING");

        order.Capture(("1:A", 1)).Value!.Amount.ShouldBe(49.99m);
        order.Capture(("2:B", 1)).Value!.Amount.ShouldBe(50m);
        order.Refund(("2:B", 1)).Value!.Amount.ShouldBe(50m);
        order.Refund(("1:A", 1)).Value!.Amount.ShouldBe(49.99m);
    }

    [Fact]
    public void Should_not_share_a_discount_with_a_fee_that_qliro_added()
    {
        var order = new BookedOrder(
            108m, Action(OrderItemActionType.Reserve, 1, "1:A", 1, 100m),
            Action(OrderItemActionType.Reserve, 1, "InvoiceFee", 1, 19m, OrderItemType.Fee),
            Action(OrderItemActionType.Reserve, 1, "D1:25", 1, -11m, OrderItemType.Discount));

        order.Capture(("1:A", 1)).Value!.Amount.ShouldBe(89m);
        order.Capture(("InvoiceFee", 1)).Value!.Amount.ShouldBe(19m);
    }

    [Fact]
    public void Should_leave_the_last_units_their_discount_where_others_have_taken_some()
    {
        var order = new BookedOrder(
            250m, Action(OrderItemActionType.Reserve, 1, "1:A", 3, 100m),
            Action(OrderItemActionType.Reserve, 1, "1-d:A", 1, -50m, OrderItemType.Discount));

        order.Capture(("1:A", 2)).Value!.Amount.ShouldBe(200m);
        order.Capture(("1:A", 1)).Value!.Amount.ShouldBe(50m);
    }

    [Fact]
    public void Should_refuse_what_would_leave_less_than_nothing()
    {
        var order = new BookedOrder(
            40m, Action(OrderItemActionType.Reserve, 1, "1:A", 1, 50m),
            Action(OrderItemActionType.Reserve, 1, "2:B", 1, 50m),
            Action(OrderItemActionType.Reserve, 1, "3-d:C", 1, -60m, OrderItemType.Discount));

        order.Capture(("1:A", 1)).Error!.Message.ShouldContain("would leave -10.00");
        order.Capture(("1:A", 1), ("2:B", 1)).Value!.Amount.ShouldBe(40m);
    }

    [Fact]
    public void Should_name_the_row_by_any_of_its_lines()
    {
        var order = new BookedOrder(
            100m, Action(OrderItemActionType.Reserve, 1, "1:A", 2, 33.33m),
            Action(OrderItemActionType.Reserve, 1, "1b:A", 1, 33.34m));

        order.Capture(("1b:A", 1)).Value!.Amount.ShouldBe(33.34m);
        order.Capture(("1b:A", 3)).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
        order.Capture(("1b:A", 2)).Value!.Amount.ShouldBe(66.66m);
    }
}
