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

    [Theory]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("1.005", false)]
    [InlineData("0.01", true)]
    public void Should_refuse_a_sum_that_is_no_amount(string sum, bool isFine)
    {
        var request = new OperationRequest(OperationType.RefundAmount, [], null) { Amount = decimal.Parse(sum) };

        var decided = request.DecideAlone(Payment(PaymentState.Captured), Key, Now);

        decided?.Error!.Message
            .ShouldBe($"The amount {sum} asked for on payment p_1 must be above 0 and have 2 decimals at most.");
        (decided is null).ShouldBe(isFine);
    }

    [Theory]
    [InlineData(10, 8, true)]
    [InlineData(10, 10, true)]
    [InlineData(10, 0, true)]
    [InlineData(10, 11, false)]
    [InlineData(10, -1, false)]
    [InlineData(0, 0, false)]
    [InlineData(-1, -2, false)]
    public void Should_refuse_a_fee_that_is_none(int price, int withoutVat, bool isFine)
    {
        ReturnFee Fee(string reference, int incVat, int exVat)
            => new() { Reference = reference, Description = "Fee", PriceIncVat = incVat, PriceExVat = exVat };
        var request = new OperationRequest(OperationType.Refund, [], null)
        {
            Fees = [Fee("fine", 1, 1), Fee("asked", price, withoutVat)],
        };

        var decided = request.DecideAlone(Payment(PaymentState.Captured) with { Ledger = Ledger(2, 2) }, Key, Now);

        decided?.Error!.Message
            .ShouldBe("The fee 'asked' on payment p_1 must be above 0, and not more without VAT.");
        (decided is null).ShouldBe(isFine);
    }

    [Fact]
    public void Should_compare_requests_by_all_that_they_ask_for()
    {
        var request = new OperationRequest(OperationType.Refund, Requests.Items(("b", 2), ("a", 1)), null)
        {
            Fees =
            [
                new() { Reference = "z", Description = "Z", PriceIncVat = 2m, PriceExVat = 1.6m },
                new() { Reference = "y", Description = "Y", PriceIncVat = 1m, PriceExVat = 1m },
            ],
        };

        request.Content.ShouldBe("Refund:a=1;b=2;fee y=1.00/1.00;fee z=2.00/1.60");
        new OperationRequest(OperationType.RefundAmount, [], null) { Amount = 5m, Reason = "Sorry" }.Content
            .ShouldBe("RefundAmount:5.00 Sorry");
    }

    [Theory]
    [InlineData(OperationType.Capture, true)]
    [InlineData(OperationType.Cancel, true)]
    [InlineData(OperationType.Refund, true)]
    [InlineData(OperationType.CancelItems, false)]
    [InlineData(OperationType.RefundAmount, false)]
    public void Should_mean_everything_when_no_item_is_named(OperationType type, bool isFull)
    {
        new OperationRequest(type, [], null).IsFull.ShouldBe(isFull);
        new OperationRequest(type, Requests.Items(("a", 1)), null).IsFull.ShouldBeFalse();
    }

    [Fact]
    public void Should_know_the_operation_that_the_same_message_began()
    {
        var (mine, others) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        var payment = Payment(PaymentState.Reserved,
            Operation(OperationType.Capture, OperationStatus.Failed),
            Operation(OperationType.Capture, ordinal: 2) with { MessageId = mine });

        (full with { MessageId = mine }).Begun(payment)!.Ordinal.ShouldBe(2);
        (full with { MessageId = others }).Begun(payment).ShouldBeNull();
        full.Begun(payment).ShouldBeNull();
    }

    [Theory]
    [InlineData(PaymentState.Captured)]
    [InlineData(PaymentState.Credited)]
    [InlineData(PaymentState.Cancelled)]
    public void Should_say_of_items_that_they_are_not_reserved_any_more(PaymentState state)
        => new OperationRequest(OperationType.CancelItems, Requests.Items(("a", 1)), null)
            .DecideAlone(Payment(state), Key, Now)!.Error!.Message
            .ShouldBe("'a' of payment p_1 is not reserved any more.");

    [Theory]
    [InlineData(PaymentState.Credited, 0, 0, "5.00 asked for, 0.00 SEK can be given back of payment p_1.")]
    [InlineData(PaymentState.Reserved, 1, 1, "5.00 asked for, 0.00 SEK can be given back of payment p_1.")]
    [InlineData(PaymentState.Reserved, 0, 0, "refund is not possible: payment p_1 is reserved.")]
    [InlineData(PaymentState.Cancelled, 0, 0, "refund is not possible: payment p_1 is cancelled.")]
    [InlineData(PaymentState.Reserved, 2, 1, null)]
    [InlineData(PaymentState.Captured, 2, 2, null)]
    public void Should_refuse_a_sum_where_nothing_can_be_given_back(
        PaymentState state, int captured, int returned, string? message)
        => new OperationRequest(OperationType.RefundAmount, [], null) { Amount = 5m }
            .DecideAlone(Payment(state) with { Ledger = Ledger(2, captured, returned) }, Key, Now)?.Error!.Message
            .ShouldBe(message);

    [Theory]
    [InlineData(OperationType.Capture, "Nothing is left to capture on payment p_1.")]
    [InlineData(OperationType.Refund, "Nothing is left to refund on payment p_1.")]
    [InlineData(OperationType.CancelItems, "'a' of payment p_1 is not reserved any more.")]
    [InlineData(OperationType.RefundAmount, "5.00 asked for, 0.00 SEK can be given back of payment p_1.")]
    public void Should_say_what_nothing_is_left_of(OperationType type, string message)
        => new OperationRequest(type, Requests.Items(("a", 1)), null) { Amount = 5m }
            .NothingLeft(Payment(PaymentState.Reserved), Key).Message.ShouldBe(message);

    /// <summary>A refund of everything that Qliro carried out, and after which a fee was all that stayed.</summary>
    [Theory]
    [InlineData(OperationStatus.Succeeded, true, true)]
    [InlineData(OperationStatus.Succeeded, false, false)]
    [InlineData(OperationStatus.Failed, true, false)]
    public void Should_take_an_earlier_refund_of_everything_for_done(
        OperationStatus status, bool wasFull, bool isDone)
        => (new OperationRequest(OperationType.Refund, [], null).DecideAlone(
            Payment(PaymentState.Reserved, Operation(OperationType.Refund, status, isFull: wasFull)) with
            {
                Ledger = Ledger(2, 1, 1),
            }, Key, Now) is { IsAccepted: true }).ShouldBe(isDone);

    /// <summary>An operation that Qliro accepted was answered as accepted, and stays so when it fails later.</summary>
    [Fact]
    public void Should_accept_a_known_key_again_although_the_operation_failed_later()
        => (full with { IdempotencyKey = "k" }).DecideAlone(
            Payment(PaymentState.Reserved, Keyed(OperationStatus.Failed) with
            {
                Error = new() { Code = "qliro-bad-request", Message = "no" },
                Parts = [Part(PartStatus.Failed, transactions: 2)],
            }), Key, Now)!.IsAccepted.ShouldBeTrue();

    private static Operation Keyed(OperationStatus status)
        => Operation(OperationType.Capture, status) with { IdempotencyKey = "k" };
}
