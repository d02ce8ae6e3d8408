using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_the_state_follows_from_the_admin_order
{
    [Theory]
    [InlineData(PaymentState.Intent, 2, 2, 0, 0, PaymentState.Intent)]
    [InlineData(PaymentState.Pending, 2, 2, 0, 0, PaymentState.Pending)]
    [InlineData(PaymentState.Declined, 2, 2, 0, 0, PaymentState.Declined)]
    [InlineData(PaymentState.Reserved, 2, 0, 0, 0, PaymentState.Reserved)]
    [InlineData(PaymentState.Reserved, 2, 1, 0, 0, PaymentState.Reserved)]
    [InlineData(PaymentState.Reserved, 2, 1, 1, 0, PaymentState.Reserved)]
    [InlineData(PaymentState.Reserved, 2, 2, 0, 0, PaymentState.Captured)]
    [InlineData(PaymentState.Reserved, 2, 1, 0, 1, PaymentState.Captured)]
    [InlineData(PaymentState.Captured, 2, 2, 1, 0, PaymentState.Captured)]
    [InlineData(PaymentState.Captured, 2, 2, 2, 0, PaymentState.Credited)]
    [InlineData(PaymentState.Reserved, 2, 1, 1, 1, PaymentState.Credited)]
    [InlineData(PaymentState.Captured, 3, 2, 0, 0, PaymentState.Reserved)]
    public void Should_be_what_the_units_say(
        PaymentState before, int reserved, int captured, int returned, int released, PaymentState after)
        => ApplyAdminOrder.StateOf(
            Payment(before), Ledger(reserved, captured, returned, released), believeReleases: false).ShouldBe(after);

    [Theory]
    [InlineData(false, false, PaymentState.Reserved)]
    [InlineData(false, true, PaymentState.Cancelled)]
    [InlineData(true, false, PaymentState.Cancelled)]
    public void Should_be_cancelled_by_our_cancel_or_for_a_caller_who_believes_releases(
        bool ours, bool believes, PaymentState after)
    {
        var payment = ours
            ? Payment(PaymentState.Reserved, Operation(OperationType.Cancel, OperationStatus.Succeeded))
            : Payment(PaymentState.Reserved);

        ApplyAdminOrder.StateOf(payment, Ledger(2, released: 2), believes).ShouldBe(after);
    }

    [Fact]
    public void Should_stay_when_the_admin_order_is_empty()
        => ApplyAdminOrder.StateOf(Payment(PaymentState.Reserved), new(), believeReleases: true)
            .ShouldBe(PaymentState.Reserved);

    [Fact]
    public void Should_count_a_line_by_what_was_carried_out()
    {
        var adminOrder = AdminOrder(
            [
                Transaction(1, TransactionType.Preauthorization, 500m),
                Transaction(2, TransactionType.Capture, 250m, original: 1),
                Transaction(3, TransactionType.Capture, 125m, "Created", 1),
                Transaction(4, TransactionType.Capture, 125m, "Error", 1),
                Transaction(5, TransactionType.Refund, 125m, original: 2),
                Transaction(6, TransactionType.Reversal, 125m, original: 1),
            ],
            Action("Create", 1, "a", 4, 125m), Action("Reserve", 1, "a", 4, 125m), Action("Ship", 2, "a", 2, 125m),
            Action("Ship", 3, "a", 1, 125m),
            Action("Ship", 4, "a", 1, 125m), Action("Return", 5, "a", 1, 125m), Action("Release", 6, "a", 1, 125m));

        LedgerTranslation.Translate(adminOrder).Lines.ShouldBe([new LedgerLine("a", "Product", 125m, 4, 2, 1, 1)]);
    }

    [Fact]
    public void Should_keep_prices_of_one_reference_apart_and_add_equal_lines_up()
    {
        var adminOrder = AdminOrder([Transaction(1, TransactionType.Preauthorization, 450m)],
            Action("Reserve", 1, "a", 1, 200m), Action("Reserve", 1, "a", 1, 125m), Action("Reserve", 1, "a", 1, 125m));

        LedgerTranslation.Translate(adminOrder).Lines.ShouldBe(
            [new LedgerLine("a", "Product", 200m, 1, 0, 0, 0), new LedgerLine("a", "Product", 125m, 2, 0, 0, 0)]);
    }

    [Fact]
    public void Should_sum_units_at_their_prices()
    {
        var ledger = new Ledger
        {
            Lines = [new("a", "Product", 125m, 4, 3, 2, 1), new("b", "Discount", -10m, 3, 2, 1, 1)], Kept = 15m,
        };

        (ledger.Reserved, ledger.Captured, ledger.Returned, ledger.Released).ShouldBe((470m, 355m, 225m, 115m));
    }

    [Theory]
    [InlineData(2, 1, 0, 0, true, true)]
    [InlineData(2, 1, 1, 1, false, false)]
    [InlineData(2, 2, 1, 0, false, true)]
    [InlineData(2, 0, 0, 2, false, false)]
    public void Should_know_what_is_left(
        int reserved, int captured, int returned, int released, bool leftToCapture, bool leftToReturn)
    {
        var ledger = Ledger(reserved, captured, returned, released);

        (ledger.HasLeftToCapture(), ledger.HasLeftToReturn()).ShouldBe((leftToCapture, leftToReturn));
        (ledger with { Returnable = 0m }).HasLeftToReturn().ShouldBeFalse();
        (ledger with { Returnable = 0.01m }).HasLeftToReturn().ShouldBeTrue();
    }

    [Fact]
    public void Should_be_stored_again_when_anything_of_it_differs()
    {
        var ledger = Ledger(2, 1) with { Kept = 5m, Returnable = 120m };

        ledger.IsSameAs(Ledger(2, 1) with { Kept = 5m, Returnable = 120m }).ShouldBeTrue();
        ledger.IsSameAs(ledger with { Returnable = null }).ShouldBeTrue();
        (ledger with { Returnable = null }).IsSameAs(ledger).ShouldBeTrue();
        ledger.IsSameAs(ledger with { Returnable = 119m }).ShouldBeFalse();
        ledger.IsSameAs(ledger with { Kept = 4m }).ShouldBeFalse();
        ledger.IsSameAs(ledger with { Contradiction = "wrong" }).ShouldBeFalse();
        ledger.IsSameAs(Ledger(2, 2) with { Kept = 5m, Returnable = 120m }).ShouldBeFalse();
    }

    [Fact]
    public void Should_count_what_can_never_ship_as_released()
    {
        var adminOrder = AdminOrder(
            [Transaction(1, TransactionType.Preauthorization, 125m), Transaction(
                2, TransactionType.Capture, 125m, original: 1)],
            Action("Reserve", 1, "a", 1, 125m), Action("Reserve", 1, "gift", 1, 0m), Action("Ship", 2, "a", 1, 125m));

        LedgerTranslation.Translate(adminOrder).HasLeftToCapture().ShouldBeFalse();
        LedgerTranslation.Translate(adminOrder).Released.ShouldBe(0m);
    }

    [Fact]
    public void Should_believe_a_reversal_that_names_no_lines_when_it_is_worth_the_rest()
    {
        QliroAdapter.Qliro.AdminOrder Reversed(decimal amount) => AdminOrder(
            [Transaction(1, TransactionType.Preauthorization, 250m), Transaction(
                2, TransactionType.Reversal, -amount, original: 1)],
            Action("Reserve", 1, "a", 2, 125m));

        LedgerTranslation.Translate(Reversed(250m)).HasLeftToCapture().ShouldBeFalse();
        LedgerTranslation.Translate(Reversed(50m)).HasLeftToCapture().ShouldBeTrue();
    }
}
