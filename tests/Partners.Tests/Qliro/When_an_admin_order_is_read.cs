using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>What single transactions and lines of Qliro's admin order say.</summary>
public sealed class When_an_admin_order_is_read
{
    [Theory]
    [InlineData("Success", true, true)]
    [InlineData("Error", true, false)]
    [InlineData("Cancelled", true, false)]
    [InlineData("Created", false, false)]
    [InlineData("InProcess", false, false)]
    [InlineData("OnHold", false, false)]
    [InlineData("SomethingNew", false, false)]
    [InlineData(null, false, false)]
    public void Should_know_what_is_over_and_what_was_carried_out(string? status, bool isFinal, bool isCarriedOut)
    {
        var one = new AdminTransaction { Type = "Capture", Status = status };

        (one.IsFinal, one.IsSuccess, one.IsCarriedOut).ShouldBe((isFinal, isCarriedOut, isCarriedOut));
    }

    [Theory]
    [InlineData("Reversal", "Error", "The Referencing transaction does NOT match.", null, true)]
    [InlineData("Reversal", "Error", null, "The referencing transaction does not match.", true)]
    [InlineData("Reversal", "Cancelled", "The referencing transaction does not match.", null, true)]
    [InlineData("Reversal", "Error", "Declined", "The referencing transaction does not match.", false)]
    [InlineData("Reversal", "Error", "Declined", null, false)]
    [InlineData("Reversal", "Error", null, null, false)]
    [InlineData("Reversal", "InProcess", "The referencing transaction does not match.", null, false)]
    [InlineData("Capture", "Error", "The referencing transaction does not match.", null, false)]
    public void Should_know_a_cancel_that_the_bank_was_before(
        string type, string status, string? said, string? error, bool isCarriedOut)
        => new AdminTransaction
        {
            Type = type, Status = status, ProviderResultDescription = said, ErrorCodeDescription = error,
        }.IsCarriedOut.ShouldBe(isCarriedOut);

    [Theory]
    [InlineData("12", "100", "12")]
    [InlineData(null, "100", "25.00")]
    [InlineData(null, "104.17", "20.00")]
    [InlineData(null, "0", "0")]
    [InlineData(null, null, "0")]
    public void Should_believe_a_stated_vat_rate_before_the_prices(string? rate, string? exVat, string percent)
        => new AdminLine
        {
            MerchantReference = "1:A", Type = "Product", Quantity = 1, PricePerItemIncVat = 125m,
            PricePerItemExVat = exVat is null ? null : decimal.Parse(exVat),
            VatRate = rate is null ? null : decimal.Parse(rate),
        }.VatPercent.ShouldBe(decimal.Parse(percent));

    [Theory]
    [InlineData(0, 250)]
    [InlineData(249, 1)]
    [InlineData(251, 0)]
    public void Should_never_have_less_than_nothing_to_give_back(int givenBack, int returnable)
        => new AdminTransactionLines(2, [new()
        {
            MerchantReference = "1:A", Type = "Product", Quantity = 2, PricePerItemIncVat = 125m,
        }])
        { GivenBack = givenBack }.Returnable.ShouldBe(returnable);

    /// <summary>By time, and by id where that is the same or unknown.</summary>
    [Fact]
    public void Should_begin_with_the_oldest()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var order = new AdminOrder
        {
            PaymentTransactions = [One(9, noon), One(3, noon.AddMinutes(1)), One(5, noon), One(7, null)],
            OrderItemActions = [Reserve(9), Reserve(3), Reserve(5), Reserve(7)],
        };

        order.RemainingToShip().Select(left => left.PaymentTransactionId).ShouldBe([7, 5, 9, 3]);
    }

    [Fact]
    public void Should_keep_what_qliro_says_of_a_line_and_fill_in_what_it_does_not()
    {
        var told = Reserve(1) with
        {
            Type = "Fee",
            PricePerItemExVat = 8m,
            VatRate = 25m,
            Description = "Mug",
            MerchantReference = "1:A",
        };
        var order = new AdminOrder
        {
            PaymentTransactions = [One(1, null)],
            OrderItemActions =
            [
                told, told with { Description = "Another" },
                new() { ActionType = "Reserve", PaymentTransactionId = 1, Quantity = 3 },
            ],
        };

        order.RemainingToShip().ShouldHaveSingleItem().Lines.ShouldBe(
        [
            new()
            {
                MerchantReference = "1:A", Type = "Fee", Quantity = 2, PricePerItemIncVat = 10m, PricePerItemExVat = 8m,
                VatRate = 25m, Description = "Mug",
            },
            new() { MerchantReference = "", Type = "Product", Quantity = 3, PricePerItemIncVat = 0m },
        ]);
    }

    [Fact]
    public void Should_take_the_currency_of_a_transaction_where_the_order_states_none()
    {
        var capture = One(2, null) with { Type = "Capture", Currency = "SEK", Amount = -10m };

        new AdminOrder { PaymentTransactions = [capture] }.Captured().ShouldBe(new Money(10m, "SEK"));
        new AdminOrder { PaymentTransactions = [capture], Currency = "NOK" }.Captured()
            .ShouldBe(new Money(10m, "NOK"));
        Should.Throw<InvalidOperationException>(() => new AdminOrder { OrderId = QliroOrderId.Of(42) }.Captured())
            .Message.ShouldBe("Qliro's admin order 42 states no currency.");
    }

    [Fact]
    public void Should_find_nothing_in_an_admin_order_that_states_nothing()
    {
        var order = new AdminOrder();

        (order.FindTransaction(1), order.Contradiction(), order.KeptOfReturns()).ShouldBe((null, null, 0m));
        order.RemainingToShip().ShouldBeEmpty();
        order.Unreturned().ShouldBeEmpty();
        (order with { PaymentTransactions = [One(1, null)] }).RemainingToShip().ShouldBeEmpty();
        (order with { PaymentTransactions = [One(1, null)] }).FindTransaction(2).ShouldBeNull();
    }

    private static AdminTransaction One(long id, DateTimeOffset? at) => new()
    {
        PaymentTransactionId = id, Type = "Preauthorization", Amount = 10m, Status = "Success", Timestamp = at,
    };

    private static AdminItemAction Reserve(long id) => new()
    {
        ActionType = "Reserve", PaymentTransactionId = id, MerchantReference = $"{id}:A", Type = "Product",
        Quantity = 1, PricePerItemIncVat = 10m,
    };
}
