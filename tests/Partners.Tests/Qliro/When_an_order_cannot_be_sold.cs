using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_an_order_cannot_be_sold
{
    private static readonly NorceOrder good = Carts.Order(100m, Carts.Row(100m));

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "currency", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no currency." },
        { "currency with a digit", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no currency." },
        { "long currency", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no currency." },
        { "country", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no country." },
        { "long country", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no country." },
        { "culture", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no culture." },
        { "cart", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no rows." },
        { "items", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no rows." },
        { "total", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no usable total." },
        { "negative total", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' has no usable total." },
        { "absurd", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd total", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd discount", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd quantity", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd freight", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd negative freight", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "absurd voucher", ErrorCodes.OrderBadRequest, "Order 'oTestAbc' holds an amount beyond any purchase." },
        { "201 rows", ErrorCodes.OrderValidation, "Order 'oTestAbc' needs 201 lines; Qliro takes 200." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Should_say_why(string what, string code, string message)
    {
        var outcome = OrderLines.From(Without(what), Carts.Rules);

        outcome.IsAccepted.ShouldBeFalse();
        (outcome.Error.Code, outcome.Error.Message).ShouldBe((code, message));
    }

    [Fact]
    public void Should_still_sell_two_hundred_rows()
        => Carts.Order(200m, Rows(200)).Lines().Lines.Count.ShouldBe(200);

    [Fact]
    public void Should_still_sell_for_the_largest_amount()
        => Carts.Order(
            OrderLines.AmountMax,
            Carts.Row(OrderLines.AmountMax, quantity: OrderLines.AmountMax).Discounted(2m * OrderLines.AmountMax))
            .Shipped(OrderLines.AmountMax).WithVoucher(OrderLines.AmountMax).Lines().Total.Amount.ShouldBe(0m);

    private static NorceOrder Without(string what) => what switch
    {
        "currency" => good with { Currency = "" },
        "currency with a digit" => good with { Currency = "SE1" },
        "long currency" => good with { Currency = "SEKK" },
        "country" => good with { Country = null },
        "long country" => good with { Country = "SWE" },
        "culture" => good with { Culture = " " },
        "cart" => good with { Cart = null },
        "items" => Carts.Order(0m, Carts.Row(0m, quantity: 0)),
        "total" => good with { Total = null },
        "negative total" => good with { Total = Carts.Price(-1m) },
        "absurd" => Carts.Order(100m, Carts.Row(9_000_000_000m)),
        "absurd total" => Carts.Order(OrderLines.AmountMax + 0.01m, Carts.Row(100m)),
        "absurd discount" => Carts.Order(100m, Carts.Row(100m).Discounted(OrderLines.AmountMax + 100.01m)),
        "absurd quantity" => Carts.Order(100m, Carts.Row(100m, quantity: OrderLines.AmountMax + 1m)),
        "absurd freight" => good.Shipped(OrderLines.AmountMax + 0.01m),
        "absurd negative freight" => good.Shipped(-OrderLines.AmountMax - 0.01m),
        "absurd voucher" => good.WithVoucher(OrderLines.AmountMax + 0.01m),
        "201 rows" => Carts.Order(201m, Rows(201)),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static NorceItem[] Rows(int count)
        => [.. Enumerable.Range(1, count).Select(number => Carts.Row(1m, sku: "T-" + number))];
}
