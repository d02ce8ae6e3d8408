using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Three coats for 100.00 (110.00 before their discount), seven hats for 50.00 and a freight of 49.00, captured and
/// returned in parts. What belongs to the order, such as its rounding, is shared among them.
/// </summary>
public sealed class When_an_order_is_divided
{
    [Theory]
    [InlineData("199.02", 0)]
    [InlineData("198.98", 0)]
    [InlineData("180.00", 0)]
    [InlineData("210.00", 0)]
    [InlineData("199.02", 30)]
    public async Task Should_give_any_units_one_worth_that_adds_up_to_the_order(string total, int voucher)
    {
        var lines = Lines(decimal.Parse(total), voucher);
        for (var way = 1; way <= 2; way++)
        {
            var order = new PartedOrder(lines);
            order.Worth.ShouldBe(lines.Total.Amount);
            int[] choices = [.. Enumerable.Range(1, 12).Select(step => step * way * 7919 % 101)];
            var booked = new BookedOrder(lines);

            (await order.Part(choices, items => Task.FromResult(booked.Capture(items)))).ShouldBe(lines.Total.Amount);
            (await order.Part([.. choices.Reverse()], items => Task.FromResult(booked.Refund(items))))
                .ShouldBe(lines.Total.Amount);
        }
    }

    [Theory]
    [InlineData("COAT")]
    [InlineData("row-coat")]
    [InlineData("1:COAT")]
    public void Should_know_goods_by_each_of_their_names(string name)
        => new BookedOrder(Lines(199m)).Capture((name, 3)).Value!.Amount.ShouldBe(100m);

    [Theory]
    [InlineData("BOOTS")]
    [InlineData("1")]
    public void Should_refuse_what_names_nothing(string name)
        => new BookedOrder(Lines(199m)).Capture((name, 1)).Error!.Message
            .ShouldBe($"'{name}' names no line, or more than one, of payment p_1.");

    [Fact]
    public void Should_let_a_discount_be_named_beside_its_goods_and_not_alone()
    {
        new BookedOrder(Lines(199m)).Capture(("1:COAT", 3), ("1-d:COAT", 1)).Value!.Amount.ShouldBe(100m);
        new BookedOrder(Lines(199m)).Capture(("1:COAT", 3), ("1-d:COAT", 2)).Error!.Message
            .ShouldContain("'1-d:COAT' of payment p_1 is no goods");
        new BookedOrder(Lines(199m)).Capture(("2:HAT", 1), ("1-d:COAT", 1)).Error!.Message
            .ShouldContain("'1-d:COAT' of payment p_1 is no goods");
    }

    private static OrderLines Lines(decimal total, decimal voucher = 0m) => OrderLines.From(
        new()
        {
            Id = "o_1", Culture = "sv-SE", Currency = "SEK", Country = "SE",
            Cart = new()
            {
                Items =
                [
                    new()
                    {
                        Id = "c1", Reference = "row-coat", Sku = "COAT", Name = "Coat", Quantity = 3m, VatRate = 0.25m,
                        Total = NorcePrice.Of(100m, 80m), OriginalTotal = NorcePrice.Of(110m, 88m),
                    },
                    new()
                    {
                        Id = "c2", Reference = "row-hat", Sku = "HAT", Name = "Hat", Quantity = 7m, VatRate = 0.25m,
                        Total = NorcePrice.Of(50m, 40m),
                    },
                ],
            },
            Shippings =
            [
                new()
                {
                    Id = "s1", Reference = "POST", AdapterId = "ingrid_adapter", State = "intent",
                    Total = NorcePrice.Of(49m, 39.2m), VatRate = 0.25m,
                },
            ],
            Payments = voucher == 0m
                ? []
                : [new() { Id = "v1", Type = "voucher", State = "reserved", Amount = voucher, Reference = "GIFT" }],
            Total = NorcePrice.Of(total, total * 0.8m),
        },
        new() { DiscountText = "Rabatt", VoucherText = "Presentkort" }).Value!;
}
