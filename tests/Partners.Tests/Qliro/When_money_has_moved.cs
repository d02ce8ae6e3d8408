using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_money_has_moved
{
    [Fact]
    public void Should_count_what_is_left_after_a_partial_capture()
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 125m), Reserve(1, "S1:P", 1, 49m), Ship(2, "1:A", 1, 125m)],
            [Original(1, 424m), Moved(2, "Capture", 125m, of: 1)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 2 x 1:A 125", "1: 1 x S1:P 49"]);
        Texts(order.Refundable()).ShouldBe(["2: 1 x 1:A 125"]);
        Sums(order).ShouldBe((125m, 0m));
    }

    [Theory]
    [InlineData("Created")]
    [InlineData("InProcess")]
    [InlineData("Error")]
    [InlineData("Cancelled")]
    [InlineData("SomethingNew")]
    public void Should_count_successes_only(string status)
    {
        var order = Order(
            [Reserve(1, "1:A", 2, 10m), Ship(2, "1:A", 2, 10m)],
            [Original(1, 20m), Moved(2, "Capture", 20m, of: 1, status)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 2 x 1:A 10"]);
        order.Refundable().ShouldBeEmpty();
        Sums(order).ShouldBe((0m, 0m));
    }

    [Fact]
    public void Should_merge_equal_lines_and_keep_prices_apart()
    {
        var order = Order(
            [Reserve(1, "1:A", 1, 10m), Reserve(1, "1:A", 2, 10m), Reserve(1, "1:A", 1, 10.01m)],
            [Original(1, 40.01m)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 3 x 1:A 10", "1: 1 x 1:A 10.01"]);
    }

    [Fact]
    public void Should_leave_out_lines_of_which_nothing_is_left()
    {
        var order = Order(
            [Reserve(1, "1:A", 1, 10m), Reserve(1, "2:B", 1, 7m), Ship(2, "1:A", 1, 10m)],
            [Original(1, 17m), Moved(2, "Capture", 10m, of: 1)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 1 x 2:B 7"]);
    }

    [Fact]
    public void Should_take_a_capture_that_names_no_reservation_for_one_of_the_only_one()
    {
        Texts(Order(
            [Reserve(1, "1:A", 3, 10m), Ship(2, "1:A", 1, 10m)],
            [Original(1, 30m), Moved(2, "Capture", 10m, of: null)]).RemainingToShip()).ShouldBe(["1: 2 x 1:A 10"]);
        Texts(Order(
            [Reserve(1, "1:A", 3, 10m), Reserve(5, "1:A", 1, 10m), Ship(6, "1:A", 1, 10m)],
            [Original(1, 30m), Original(5, 10m), Moved(6, "Capture", 10m, of: null)]).RemainingToShip())
            .ShouldBe(["1: 3 x 1:A 10", "5: 1 x 1:A 10"]);
    }

    [Fact]
    public void Should_refund_each_capture_by_itself()
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 10m), Ship(2, "1:A", 1, 10m), Ship(3, "1:A", 2, 10m), Return(4, "1:A", 1, 10m)],
            [
                Original(1, 30m),
                Moved(2, "Capture", 10m, of: 1),
                Moved(3, "Capture", 20m, of: 1),
                Moved(4, "Refund", -10m, of: 3),
            ]);

        Texts(order.Refundable()).ShouldBe(["2: 1 x 1:A 10", "3: 1 x 1:A 10"]);
        order.RemainingToShip().ShouldBeEmpty();
        Sums(order).ShouldBe((30m, 0m));
    }

    [Fact]
    public void Should_have_nothing_left_after_a_cancel_with_line_actions()
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 10m), Ship(2, "1:A", 1, 10m), Release(3, "1:A", 2, 10m)],
            [Original(1, 30m), Moved(2, "Capture", 10m, of: 1), Moved(3, "Reversal", 20m, of: 1)]);

        order.RemainingToShip().ShouldBeEmpty();
        Texts(order.Refundable()).ShouldBe(["2: 1 x 1:A 10"]);
        Sums(order).ShouldBe((10m, 20m));
    }

    [Fact]
    public void Should_have_nothing_left_after_a_cancel_without_line_actions()
        => Order([Reserve(1, "1:A", 3, 10m)], [Original(1, 30m), Moved(2, "Reversal", 30m, of: 1)])
            .RemainingToShip().ShouldBeEmpty();

    [Fact]
    public void Should_not_take_a_small_reversal_for_a_cancel()
        => Texts(Order([Reserve(1, "1:A", 3, 10m)], [Original(1, 30m), Moved(2, "Reversal", 5m, of: 1)])
                .RemainingToShip())
            .ShouldBe(["1: 3 x 1:A 10"]);

    [Fact]
    public void Should_treat_a_direct_payment_like_a_reservation()
    {
        var order = Order(
            [Reserve(1, "1:A", 2, 10m), Ship(2, "1:A", 1, 10m)],
            [Moved(1, "Debit", 20m, of: null), Moved(2, "Capture", 10m, of: 1)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 1 x 1:A 10"]);
        Texts(order.Refundable()).ShouldBe(["2: 1 x 1:A 10"]);
        Sums(order).ShouldBe((10m, 0m));
    }

    [Fact]
    public void Should_keep_an_upsell_apart_from_the_first_purchase()
    {
        var order = Order(
            [Reserve(1, "1:A", 1, 10m), Reserve(5, "2:B", 1, 7m), Ship(6, "2:B", 1, 7m)],
            [Original(1, 10m), Original(5, 7m), Moved(6, "Capture", 7m, of: 5)]);

        Texts(order.RemainingToShip()).ShouldBe(["1: 1 x 1:A 10"]);
    }

    /// <summary>The back office lowers 2 to 1: a newer reservation names the first.</summary>
    [Theory]
    [InlineData(Releases.None)]
    [InlineData(Releases.UnderTheReversal)]
    [InlineData(Releases.UnderTheNewerReservation)]
    [InlineData(Releases.UnderTheReplacedOne)]
    public void Should_count_nothing_of_a_reservation_that_another_replaced(Releases how)
    {
        AdminItemAction[] release = how switch
        {
            Releases.None => [],
            Releases.UnderTheReversal => [Release(6, "1:A", 2, 125m)],
            Releases.UnderTheNewerReservation => [Release(5, "1:A", 2, 125m)],
            _ => [Release(1, "1:A", 2, 125m)],
        };
        AdminTransaction[] reversal = how == Releases.UnderTheReversal ? [Moved(6, "Reversal", 250m, of: 1)] : [];
        var order = Order(
            [Reserve(1, "1:A", 2, 125m), Reserve(5, "1:A", 1, 125m), .. release],
            [Original(1, 250m), Moved(5, "Preauthorization", 125m, of: 1), .. reversal]);

        Texts(order.RemainingToShip()).ShouldBe(["5: 1 x 1:A 125"]);
        Sums(order).ShouldBe((0m, 0m));
    }

    public enum Releases
    {
        None,
        UnderTheReversal,
        UnderTheNewerReservation,
        UnderTheReplacedOne,
    }

    [Theory]
    [InlineData("Created")]
    [InlineData("InProcess")]
    [InlineData("Error")]
    [InlineData("Cancelled")]
    public void Should_keep_a_reservation_until_the_newer_one_has_succeeded(string status)
        => Texts(Order(
            [Reserve(1, "1:A", 2, 125m), Reserve(5, "1:A", 1, 125m)],
            [Original(1, 250m), Moved(5, "Preauthorization", 125m, of: 1, status)]).RemainingToShip())
            .ShouldBe(["1: 2 x 1:A 125"]);

    [Fact]
    public void Should_keep_what_was_captured_of_a_reservation_that_another_replaced()
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 125m), Ship(2, "1:A", 1, 125m), Reserve(5, "1:A", 1, 125m)],
            [
                Original(1, 375m), Moved(2, "Capture", 125m, of: 1), Moved(5, "Preauthorization", 125m, of: 1),
            ]);

        Texts(order.RemainingToShip()).ShouldBe(["5: 1 x 1:A 125"]);
        Texts(order.Refundable()).ShouldBe(["2: 1 x 1:A 125"]);
        Sums(order).ShouldBe((125m, 0m));
    }

    /// <summary>
    /// Qliro does not document whether each names the one before it or all name the customer's own payment.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void Should_count_the_last_of_several_that_replaced_each_other(long named)
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 10m), Reserve(5, "1:A", 2, 10m), Reserve(7, "1:A", 1, 10m)],
            [
                Original(1, 30m), Moved(5, "Preauthorization", 20m, of: 1),
                Moved(7, "Preauthorization", 10m, of: named),
            ]);

        Texts(order.RemainingToShip()).ShouldBe(["7: 1 x 1:A 10"]);
        Sums(order).ShouldBe((0m, 0m));
    }

    /// <summary>
    /// Goods are added, in place of all, while an update of the same reservation is in process: Qliro then holds two,
    /// and a cancel lets both go.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_count_each_of_two_successors_that_were_let_go(bool namesLines)
    {
        AdminItemAction[] releases = namesLines
            ? [Release(8, "1:A", 2, 10m), Release(9, "1:A", 3, 10m), Release(9, "2:B", 1, 7m)] : [];
        var order = Order(
            [Reserve(1, "1:A", 3, 10m), Reserve(5, "1:A", 2, 10m), Reserve(7, "1:A", 3, 10m), Reserve(7, "2:B", 1, 7m),
                .. releases],
            [
                Original(1, 30m), Moved(5, "Preauthorization", 20m, of: 1), Moved(7, "Preauthorization", 37m, of: 1),
                Moved(8, "Reversal", 20m, of: 5), Moved(9, "Reversal", 37m, of: 7),
            ]);

        order.RemainingToShip().ShouldBeEmpty();
        (Reserved(order), Sums(order)).ShouldBe((57m, (0m, 57m)));
    }

    [Fact]
    public void Should_count_only_what_was_captured_of_an_older_successor()
    {
        var order = Order(
            [Reserve(1, "1:A", 3, 10m), Reserve(5, "1:A", 2, 10m), Ship(6, "1:A", 1, 10m), Reserve(7, "1:A", 3, 10m)],
            [
                Original(1, 30m), Moved(5, "Preauthorization", 20m, of: 1), Moved(6, "Capture", 10m, of: 5),
                Moved(7, "Preauthorization", 30m, of: 1), Moved(8, "Reversal", 10m, of: 5),
            ]);

        Texts(order.RemainingToShip()).ShouldBe(["7: 3 x 1:A 10"]);
        (Reserved(order), Sums(order)).ShouldBe((40m, (10m, 0m)));
    }

    [Fact]
    public void Should_read_the_published_sample()
    {
        var order = JsonSerializer.Deserialize<AdminOrder>(Samples.AdminOrder, QliroJson.Options)!;

        Texts(order.RemainingToShip()).ShouldBe(["3300001: 2 x 1:SKU-10 125"]);
        Texts(order.Refundable()).ShouldBe(["3300002: 1 x 1:SKU-10 125"]);
        order.Captured().ShouldBe(new Money(174m, "SEK"));
        order.FindTransaction(3300002)!.OriginalPaymentTransactionId.ShouldBe(3300001);
    }

    private static decimal Reserved(AdminOrder order)
        => order.ReservedLines().Sum(line => line.Quantity!.Value * line.PricePerItemIncVat!.Value);

    private static (decimal Captured, decimal Cancelled) Sums(AdminOrder order)
        => (order.Captured().Amount, order.Cancelled().Amount);

    private static string[] Texts(IReadOnlyList<AdminTransactionLines> left)
        => [.. left.SelectMany(one => one.Lines.Select(line => Text(one.PaymentTransactionId, line)))];

    private static string Text(long id, AdminLine line) => FormattableString.Invariant(
        $"{id}: {line.Quantity} x {line.MerchantReference} {line.PricePerItemIncVat:0.##}");

    private static AdminOrder Order(AdminItemAction[] actions, AdminTransaction[] transactions)
        => new() { Currency = "SEK", OrderItemActions = actions, PaymentTransactions = transactions };

    private static AdminTransaction Original(long id, decimal amount)
        => Moved(id, "Preauthorization", amount, of: null);

    private static AdminTransaction Moved(long id, string type, decimal amount, long? of, string status = "Success")
        => new()
        {
            PaymentTransactionId = id, Type = type, Amount = amount, OriginalPaymentTransactionId = of, Status = status,
        };

    private static AdminItemAction Reserve(long id, string reference, int quantity, decimal price)
        => Action("Reserve", id, reference, quantity, price);

    private static AdminItemAction Ship(long id, string reference, int quantity, decimal price)
        => Action("Ship", id, reference, quantity, price);

    private static AdminItemAction Return(long id, string reference, int quantity, decimal price)
        => Action("Return", id, reference, quantity, price);

    private static AdminItemAction Release(long id, string reference, int quantity, decimal price)
        => Action("Release", id, reference, quantity, price);

    private static AdminItemAction Action(string action, long id, string reference, int quantity, decimal price)
        => new()
        {
            ActionType = action, PaymentTransactionId = id, MerchantReference = reference, Type = "Product",
            Quantity = quantity, PricePerItemIncVat = price,
        };
}
