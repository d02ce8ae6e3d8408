using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>What the payment alone decides, in guard order.</summary>
public sealed class When_an_operation_is_asked_for
{
    private static readonly OperationRequest full = new(OperationType.Capture, [], null);
    private static readonly OperationRequest partial = new(OperationType.Capture, Requests.Items(("a", 1)), null);

    [Fact]
    public void Should_refuse_a_quantity_below_one_before_anything_else()
        => new OperationRequest(OperationType.Capture, Requests.Items(("a", 0)), "k")
            .DecideAlone(Payment(
                PaymentState.Intent, Keyed(OperationStatus.Open)), Key, Now)!.Error!.Code.ShouldBe("order-bad-request");

    [Fact]
    public void Should_refuse_a_key_that_was_used_for_something_else()
        => (partial with { IdempotencyKey = "k" }).DecideAlone(
            Payment(PaymentState.Reserved, Keyed(OperationStatus.Open)), Key, Now)!
            .Error!.IsConflict.ShouldBeTrue();

    [Theory]
    [InlineData(OperationStatus.Open)]
    [InlineData(OperationStatus.Succeeded)]
    public void Should_accept_a_known_key_whatever_else_is_so(OperationStatus status)
        => (full with { IdempotencyKey = "k" }).DecideAlone(
            Payment(PaymentState.Intent, Keyed(status)), Key, Now)!.IsAccepted.ShouldBeTrue();

    [Fact]
    public void Should_repeat_the_refusal_of_a_known_key()
    {
        var error = new PaymentError { Code = "qliro-bad-request", Message = "no" };

        (full with { IdempotencyKey = "k" }).DecideAlone(
            Payment(PaymentState.Reserved, Keyed(OperationStatus.Failed) with { Error = error }),
            Key, Now)!.Error.ShouldBe(error);
    }

    [Fact]
    public void Should_know_the_same_items_in_another_order()
        => new OperationRequest(OperationType.Capture, Requests.Items(("a", 1), ("b", 2)), null).Content
            .ShouldBe(new OperationRequest(OperationType.Capture, Requests.Items(("b", 2), ("a", 1)), null).Content);

    [Theory]
    [InlineData(OperationType.Capture, true, true, true)]
    [InlineData(OperationType.Capture, true, false, false)]
    [InlineData(OperationType.Capture, false, true, false)]
    [InlineData(OperationType.Cancel, true, true, false)]
    [InlineData(OperationType.Refund, true, true, false)]
    public void Should_accept_only_the_same_full_operation_while_one_is_open(
        OperationType open, bool openIsFull, bool askedIsFull, bool isAccepted)
    {
        var payment = Payment(PaymentState.Reserved, Operation(open, isFull: openIsFull));

        var decided = (askedIsFull ? full : partial).DecideAlone(payment, Key, Now)!;

        decided.IsAccepted.ShouldBe(isAccepted);
        if (!isAccepted) decided.Error!.Code.ShouldBe("payment-conflict");
    }

    [Theory]
    [InlineData(OperationType.Capture, PaymentState.Captured, true)]
    [InlineData(OperationType.Capture, PaymentState.Credited, true)]
    [InlineData(OperationType.Cancel, PaymentState.Cancelled, true)]
    [InlineData(OperationType.Refund, PaymentState.Credited, true)]
    [InlineData(OperationType.Capture, PaymentState.Cancelled, false)]
    [InlineData(OperationType.Capture, PaymentState.Intent, false)]
    [InlineData(OperationType.Capture, PaymentState.Pending, false)]
    [InlineData(OperationType.Capture, PaymentState.Declined, false)]
    [InlineData(OperationType.Cancel, PaymentState.Captured, false)]
    [InlineData(OperationType.Refund, PaymentState.Reserved, false)]
    [InlineData(OperationType.Refund, PaymentState.Cancelled, false)]
    public void Should_accept_what_is_done_and_refuse_what_the_state_forbids(
        OperationType type, PaymentState state, bool isAccepted)
    {
        var decided = new OperationRequest(type, [], null).DecideAlone(Payment(state), Key, Now)!;

        decided.IsAccepted.ShouldBe(isAccepted);
        if (!isAccepted) decided.Error!.Code.ShouldBe("payment-conflict");
    }

    [Theory]
    [InlineData(PaymentState.Captured, true)]
    [InlineData(PaymentState.Reserved, false)]
    public void Should_take_an_earlier_cancel_for_done_only_while_nothing_is_reserved_again(
        PaymentState state, bool isDone)
        => (new OperationRequest(OperationType.Cancel, [], null)
            .DecideAlone(Payment(state, Operation(OperationType.Cancel, OperationStatus.Succeeded)),
                Key, Now) is { IsAccepted: true }).ShouldBe(isDone);

    [Theory]
    [InlineData(OperationType.Capture, PaymentState.Reserved, 0)]
    [InlineData(OperationType.Cancel, PaymentState.Reserved, 0)]
    [InlineData(OperationType.Refund, PaymentState.Captured, 1)]
    [InlineData(OperationType.Refund, PaymentState.Reserved, 1)]
    public void Should_leave_the_rest_to_qliros_admin_order(OperationType type, PaymentState state, int captured)
        => new OperationRequest(type, [], null).DecideAlone(
            Payment(state) with { Ledger = Ledger(2, captured) }, Key, Now).ShouldBeNull();

    [Fact]
    public void Should_refuse_more_operations_than_a_payment_can_hold()
    {
        var operations = Enumerable.Range(1, OperationSections.OperationsMax)
            .Select(ordinal => Operation(OperationType.Capture, OperationStatus.Failed, ordinal)).ToArray();

        partial.DecideAlone(Payment(PaymentState.Reserved, operations), Key, Now)!
            .Error!.Code.ShouldBe("payment-conflict");
    }

    private static Operation Keyed(OperationStatus status)
        => Operation(OperationType.Capture, status) with { IdempotencyKey = "k" };
}
