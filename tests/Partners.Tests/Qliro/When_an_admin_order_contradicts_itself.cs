using System.Collections;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>Refunded ≤ captured ≤ reserved, per line and in sum, by Qliro's raw transactions and actions.</summary>
public sealed class When_an_admin_order_contradicts_itself
{
    private static readonly AdminTransaction reservation = Moved(1, "Preauthorization", 250m, of: null);
    private static readonly AdminItemAction twoMugs = Action("Reserve", 1, "A", 2, 125m);

    [Fact]
    public void Should_find_nothing_wrong_with_a_purchase_captured_and_returned()
        => Order(
            [reservation, Moved(2, "Capture", 250m, of: 1), Moved(3, "Refund", 250m, of: 2)],
            twoMugs, Action("Ship", 2, "A", 2, 125m), Action("Return", 3, "A", 2, 125m))
            .Contradiction().ShouldBeNull();

    [Fact]
    public void Should_find_500_captured_of_250()
        => Order([reservation, Moved(2, "Capture", 500m, of: 1)], twoMugs, Action("Ship", 2, "A", 4, 125m))
            .Contradiction().ShouldBe("Qliro's admin order shows more captured than was reserved: 4 of A where transaction "
                + "1 has 2.");

    [Fact]
    public void Should_find_it_in_the_sum_alone()
    {
        Order([reservation, Moved(2, "Capture", 250.01m, of: 1)], twoMugs, Action("Ship", 2, "A", 2, 125m))
            .Contradiction().ShouldNotBeNull().ShouldContain("250.01 captured of 250.00");
        Order([reservation, Moved(2, "Capture", 250m, of: 1), Moved(3, "Credit", -250.01m, of: 2)], twoMugs,
            Action("Ship", 2, "A", 2, 125m)).Contradiction().ShouldNotBeNull().ShouldContain("refunded");
    }

    [Theory]
    [InlineData("A", 3, 125)]
    [InlineData("B", 1, 125)]
    [InlineData("A", 1, 124)]
    public void Should_find_a_line_captured_that_nobody_reserved(string reference, int quantity, int price)
        => Order([reservation, Moved(2, "Capture", 125m, of: 1)], twoMugs, Action("Ship", 2, reference, quantity, price))
            .Contradiction().ShouldNotBeNull();

    [Fact]
    public void Should_find_a_line_returned_that_was_not_captured()
        => Order(
            [reservation, Moved(2, "Capture", 125m, of: 1), Moved(3, "Refund", 125m, of: 2)], twoMugs,
            Action("Ship", 2, "A", 1, 125m), Action("Return", 3, "A", 2, 125m))
            .Contradiction().ShouldNotBeNull().ShouldContain("returned than was captured");

    [Fact]
    public void Should_name_the_line_before_the_sum()
        => Order(
            [reservation, Moved(2, "Capture", 125m, of: 1), Moved(3, "Refund", 250m, of: 2)], twoMugs,
            Action("Ship", 2, "A", 1, 125m), Action("Return", 3, "A", 2, 125m))
            .Contradiction().ShouldNotBeNull().ShouldContain("returned than was captured");

    [Fact]
    public void Should_add_up_what_was_captured_of_a_line()
        => Order(
            [reservation, Moved(2, "Capture", 125m, of: 1), Moved(3, "Capture", 125m, of: 1)], twoMugs,
            Action("Ship", 2, "A", 1, 125m), Action("Ship", 2, "A", 1, 125m), Action("Ship", 3, "A", 1, 125m))
            .Contradiction().ShouldNotBeNull().ShouldContain("3 of A where transaction 1 has 2");

    [Fact]
    public void Should_add_up_reservations_and_what_was_captured_of_a_replaced_one()
    {
        Order([reservation, Moved(5, "Preauthorization", 50m, of: null), Moved(6, "Capture", 300m, of: 1)], twoMugs)
            .Contradiction().ShouldBeNull();
        Order(
            [
                reservation, Moved(2, "Capture", 125m, of: 1), Moved(5, "Preauthorization", 125m, of: 1),
                Moved(6, "Capture", 125m, of: 5),
            ],
            twoMugs).Contradiction().ShouldBeNull();
    }

    [Fact]
    public void Should_take_a_capture_that_names_nothing_for_one_of_the_only_reservation()
    {
        var (capture, three) = (Moved(2, "Capture", 250m, of: null), Action("Ship", 2, "A", 3, 125m));

        Order([reservation, capture], twoMugs, three).Contradiction().ShouldNotBeNull()
            .ShouldEndWith("3 of A where transaction 1 has 2.");
        Order([reservation, Moved(5, "Preauthorization", 250m, of: null), capture], twoMugs, three).Contradiction()
            .ShouldNotBeNull().ShouldEndWith("3 of A where transaction  has 0.");
    }

    [Fact]
    public void Should_find_captures_under_two_reservations_of_which_one_was_replaced()
        => Order(
            [
                reservation, Moved(5, "Preauthorization", 125m, of: 1), Moved(6, "Capture", 125m, of: 5),
                Moved(7, "Capture", 125m, of: 5),
            ],
            twoMugs, Action("Reserve", 5, "A", 1, 125m), Action("Ship", 6, "A", 1, 125m),
            Action("Ship", 7, "A", 1, 125m)).Contradiction().ShouldNotBeNull();

    [Theory]
    [InlineData("Created")]
    [InlineData("Error")]
    public void Should_count_only_what_was_carried_out(string status)
        => Order([reservation, Moved(2, "Capture", 500m, of: 1, status)], twoMugs, Action("Ship", 2, "A", 4, 125m))
            .Contradiction().ShouldBeNull();

    [Fact]
    public void Should_not_mind_a_direct_payment_given_back_by_its_cancel()
        => Order(
            [Moved(1, "Debit", 250m, of: null), Moved(2, "Reversal", 250m, of: 1), Moved(3, "Refund", 250m, of: 1)],
            twoMugs).Contradiction().ShouldBeNull();

    /// <summary>It is judged when it is read, and again with its ledger; an order may have hundreds of lines.</summary>
    [Fact]
    public void Should_be_judged_once_and_anew_when_it_is_another()
    {
        var transactions = new Counted([reservation]);
        var order = new AdminOrder { Currency = "SEK", OrderItemActions = [twoMugs], PaymentTransactions = transactions };
        order.Contradiction().ShouldBeNull();
        var reads = transactions.Reads;

        order.Contradiction().ShouldBeNull();

        transactions.Reads.ShouldBe(reads);
        (order with { PaymentTransactions = [reservation, Moved(2, "Capture", 500m, of: 1)] })
            .Contradiction().ShouldNotBeNull();
    }

    private sealed class Counted(IReadOnlyList<AdminTransaction> all) : IReadOnlyList<AdminTransaction>
    {
        public int Reads { get; private set; }

        public int Count => all.Count;

        public AdminTransaction this[int index] => all[index];

        public IEnumerator<AdminTransaction> GetEnumerator()
        {
            Reads++;
            return all.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static AdminOrder Order(AdminTransaction[] transactions, params AdminItemAction[] actions)
        => new() { Currency = "SEK", OrderItemActions = actions, PaymentTransactions = transactions };

    private static AdminTransaction Moved(long id, string type, decimal amount, long? of, string status = "Success")
        => new()
        {
            PaymentTransactionId = id, Type = type, Amount = amount, OriginalPaymentTransactionId = of, Status = status,
        };

    private static AdminItemAction Action(string action, long id, string reference, int quantity, decimal price)
        => new()
        {
            ActionType = action, PaymentTransactionId = id, MerchantReference = reference, Type = "Product",
            Quantity = quantity, PricePerItemIncVat = price,
        };
}
