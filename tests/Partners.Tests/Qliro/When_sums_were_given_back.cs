using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>Two units of 125.00 are captured, under 2; what refunds without items leave of them.</summary>
public sealed class When_sums_were_given_back
{
    [Theory]
    [InlineData("Credit", -50)]
    [InlineData("Credit", 50)]
    [InlineData("Refund", 50)]
    [InlineData("UpdateInvoice", -50)]
    public void Should_lower_what_is_returnable_and_no_line(string type, int amount)
    {
        var order = Order([], Moved(3, type, amount));

        var left = order.Refundable().ShouldHaveSingleItem();
        (left.Amount, left.GivenBack, left.Returnable).ShouldBe((250m, 50m, 200m));
        order.KeptOfReturns().ShouldBe(-50m);
        order.Contradiction().ShouldBeNull();
    }

    [Theory]
    [InlineData("UpdateInvoice", 250, "Success")]
    [InlineData("Credit", 50, "Created")]
    [InlineData("Credit", 50, "Error")]
    public void Should_not_count_what_gave_nothing_back(string type, int amount, string status)
    {
        var order = Order([], Moved(3, type, amount, status));

        order.Refundable().ShouldHaveSingleItem().Returnable.ShouldBe(250m);
        order.KeptOfReturns().ShouldBe(0m);
    }

    [Theory]
    [InlineData("Ship")]
    [InlineData("Return")]
    public void Should_take_a_discount_that_nobody_reserved_for_no_line(string listedAs)
    {
        var order = Order([Action(listedAs, 3, "REFUND-1", 1, -50m, "Discount")], Moved(3, "Credit", -50m));

        order.ShippedLines().ShouldHaveSingleItem().MerchantReference.ShouldBe("1:A");
        order.Refundable().ShouldHaveSingleItem().Returnable.ShouldBe(200m);
        (order.KeptOfReturns(), order.Contradiction()).ShouldBe((-50m, null));
    }

    [Fact]
    public void Should_have_nothing_returnable_once_all_is_given_back()
    {
        var order = Order([], Moved(3, "Credit", -100m), Moved(4, "Credit", -150m));

        order.Refundable().ShouldBeEmpty();
        order.Unreturned().ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Quantity.ShouldBe(2);
    }

    [Fact]
    public void Should_say_so_when_more_was_given_back_than_captured()
        => Order([], Moved(3, "Credit", -200m), Moved(4, "UpdateInvoice", -50.01m)).Contradiction()
            .ShouldBe("Qliro's admin order shows 250.01 refunded of 250.00 captured.");

    [Fact]
    public void Should_leave_a_fee_with_the_shop()
    {
        var order = Order([Action("Return", 3, "1:A", 1, 125m)], Moved(3, "Refund", 105m), Moved(4, "Credit", -50m));

        order.Refundable().ShouldHaveSingleItem().Returnable.ShouldBe(75m);
        order.KeptOfReturns().ShouldBe(-30m);
    }

    [Fact]
    public void Should_know_returns_that_are_listed_under_the_capture()
    {
        var order = Order([Action("Return", 2, "1:A", 1, 125m)], Moved(3, "Refund", 125m));

        order.Refundable().ShouldHaveSingleItem().Returnable.ShouldBe(125m);
    }

    [Fact]
    public void Should_count_a_return_that_a_discount_lowered_as_a_return()
    {
        var order = Order([Action("Return", 4, "1:A", 2, 125m)], Moved(3, "Credit", -50m), Moved(4, "Refund", 200m));

        order.Refundable().ShouldBeEmpty();
        order.Unreturned().ShouldBeEmpty();
        order.KeptOfReturns().ShouldBe(0m);
        order.Contradiction().ShouldBeNull();
    }

    [Fact]
    public void Should_return_a_discount_that_was_reserved_as_a_line()
    {
        var order = Order(
            [
                Action("Reserve", 1, "1-d:A", 2, -25m, "Discount"), Action("Ship", 2, "1-d:A", 2, -25m, "Discount"),
                Action("Return", 3, "1:A", 2, 125m), Action("Return", 3, "1-d:A", 2, -25m, "Discount"),
            ],
            Moved(3, "Refund", 200m));

        order.Unreturned().ShouldBeEmpty();
        order.KeptOfReturns().ShouldBe(0m);
    }

    private static AdminOrder Order(AdminItemAction[] actions, params AdminTransaction[] transactions) => new()
    {
        Currency = "SEK",
        OrderItemActions =
            [Action("Reserve", 1, "1:A", 2, 125m), Action("Ship", 2, "1:A", 2, 125m), .. actions],
        PaymentTransactions =
        [
            new() { PaymentTransactionId = 1, Type = "Preauthorization", Amount = 250m, Status = "Success" },
            new()
            {
                PaymentTransactionId = 2, Type = "Capture", Amount = 250m, OriginalPaymentTransactionId = 1,
                Status = "Success",
            },
            .. transactions,
        ],
    };

    private static AdminTransaction Moved(long id, string type, decimal amount, string status = "Success") => new()
    {
        PaymentTransactionId = id, Type = type, Amount = amount, OriginalPaymentTransactionId = 2, Status = status,
    };

    private static AdminItemAction Action(
        string action, long id, string reference, int quantity, decimal price, string type = "Product") => new()
        {
            ActionType = action, PaymentTransactionId = id, MerchantReference = reference, Type = type,
            Quantity = quantity, PricePerItemIncVat = price,
        };
}
