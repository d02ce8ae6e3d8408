using CsCheck;
using QliroAdapter.Qliro;
using QliroAdapter.Tests;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Generated orders, captured and returned in generated parts; <c>QLIRO_ORDERS=100000</c> tries that many.
/// </summary>
public sealed class When_orders_are_taken_in_parts
{
    private const long OrdersDefault = 300;

    private static readonly Gen<(OrderLines Lines, int[] Choices)> generated =
        from generated in GeneratedOrders.All
        from choices in Gen.Int[0, int.MaxValue - 1].Array[64]
        let lines = OrderLines.From(generated.Order, generated.Rules)
        where lines.IsAccepted && lines.Value.Total.Amount > 0m
        select (lines.Value, choices);

    [Fact]
    public Task Should_give_any_units_one_worth_that_adds_up_to_the_order()
        => generated.SampleAsync(
            async one =>
            {
                var order = new PartedOrder(one.Lines);
                order.Worth.ShouldBe(one.Lines.Total.Amount);
                var booked = new BookedOrder(one.Lines);
                (await order.Part(one.Choices, items => Task.FromResult(booked.Capture(items))))
                    .ShouldBe(one.Lines.Total.Amount);
                (await order.Part([.. one.Choices.Reverse()], items => Task.FromResult(booked.Refund(items))))
                    .ShouldBe(one.Lines.Total.Amount);
            },
            iter: GeneratedOrders.Count(OrdersDefault));
}
