using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_the_admin_order_moves_an_operation
{
    private static readonly AdminTransaction reservation = Transaction(1, TransactionType.Preauthorization, 250m);

    [Theory]
    [InlineData(PartStatus.NotSent, "Success", PartStatus.NotSent)]
    [InlineData(PartStatus.Sent, "Created", PartStatus.Accepted)]
    [InlineData(PartStatus.Sent, "Success", PartStatus.Succeeded)]
    [InlineData(PartStatus.Sent, "Error", PartStatus.Failed)]
    [InlineData(PartStatus.Sent, "Cancelled", PartStatus.Failed)]
    [InlineData(PartStatus.Sent, "SomethingNew", PartStatus.Accepted)]
    public void Should_find_a_part_that_was_sent_and_only_such_a_one(PartStatus before, string status, PartStatus after)
        => After(Capture(before), Transaction(2, TransactionType.Capture, 250m, status, original: 1)).ShouldBe(after);

    [Theory]
    [InlineData(2, "Refund", 250, 1)]
    [InlineData(2, "Capture", 125, 1)]
    [InlineData(2, "Capture", 250, 7)]
    [InlineData(1, "Capture", 250, 1)]
    public void Should_not_take_a_transaction_of_another_kind_amount_or_origin_or_an_older_one(
        long id, string type, int amount, long original)
        => After(Capture(PartStatus.Sent), Transaction(id, type, amount, original: original)).ShouldBe(PartStatus.Sent);

    [Fact]
    public void Should_look_for_a_part_that_was_accepted_without_saying_as_what()
        => After(Capture(PartStatus.Accepted), Transaction(
            2, TransactionType.Capture, 250m, original: 1)).ShouldBe(PartStatus.Succeeded);

    [Fact]
    public void Should_match_an_accepted_part_by_id_and_nothing_else()
        => After(Capture(PartStatus.Accepted, 5), Transaction(2, TransactionType.Capture, 250m, original: 1),
            Transaction(5, TransactionType.Capture, 250m, "InProcess", original: 1)).ShouldBe(PartStatus.Accepted);

    [Fact]
    public void Should_not_take_a_reversal_worth_less_for_a_lost_cancel()
    {
        var cancel = Operation(OperationType.Cancel, parts: Part(PartStatus.Sent, actsOn: null));

        After(cancel, Transaction(2, TransactionType.Reversal, 100m, original: 1)).ShouldBe(PartStatus.Sent);
        After(cancel, Transaction(2, TransactionType.Reversal, 100m, original: 1),
            Transaction(3, TransactionType.Reversal, 150m, original: 1)).ShouldBe(PartStatus.Succeeded);
    }

    [Theory]
    [InlineData(new long[] { 1 })]
    [InlineData(new long[] { 1, 2 })]
    public void Should_take_the_release_of_what_others_captures_have_left_for_the_cancel(long[] before)
    {
        var cancel = Operation(OperationType.Cancel, parts: Part(PartStatus.Sent, actsOn: null)) with
        {
            TransactionsBefore = before,
        };
        var captured = Transaction(2, TransactionType.Capture, 100m, original: 1);

        After(cancel, captured).ShouldBe(PartStatus.Sent);
        After(cancel, captured, Transaction(3, TransactionType.Reversal, 100m, original: 1)).ShouldBe(PartStatus.Sent);
        After(cancel, captured, Transaction(3, TransactionType.Reversal, 150m, original: 1))
            .ShouldBe(PartStatus.Succeeded);
    }

    /// <summary>Others captured all of it before the cancel arrived, and gave it back: nothing was released.</summary>
    [Fact]
    public void Should_not_take_a_refund_for_the_release_of_a_cancel()
    {
        var cancel = Operation(OperationType.Cancel, parts: Part(PartStatus.Sent, actsOn: null));

        After(cancel, Transaction(2, TransactionType.Capture, 250m, original: 1),
            Transaction(3, TransactionType.Refund, 250m, original: 2)).ShouldBe(PartStatus.Sent);
    }

    [Theory]
    [InlineData("Created", new long[] { 1, 2 }, new long[] { 2 }, PartStatus.Succeeded)]
    [InlineData("Error", new long[] { 1, 2 }, new long[] { 2 }, PartStatus.Succeeded)]
    [InlineData("Error", new long[] { 1 }, new long[] { }, PartStatus.Succeeded)]
    [InlineData("Error", new long[] { 1, 2 }, new long[] { }, PartStatus.Sent)]
    public void Should_take_the_release_of_what_a_capture_under_way_has_left_whatever_becomes_of_that(
        string status, long[] before, long[] open, PartStatus after)
    {
        var cancel = Operation(OperationType.Cancel, parts: Part(PartStatus.Sent, actsOn: null)) with
        {
            TransactionsBefore = before,
            OpenBefore = open,
        };
        var capture = Transaction(2, TransactionType.Capture, 100m, status, original: 1);

        After(cancel, capture, Transaction(3, TransactionType.Reversal, 90m, original: 1)).ShouldBe(PartStatus.Sent);
        After(cancel, capture, Transaction(3, TransactionType.Reversal, 150m, original: 1)).ShouldBe(after);
    }

    [Fact]
    public void Should_leave_the_reversal_of_a_replaced_reservation_to_the_goods_that_replaced_it()
    {
        var cancel = Operation(OperationType.Cancel, parts: Part(PartStatus.Sent, actsOn: null));
        var goods = Transaction(2, TransactionType.Preauthorization, 300m, original: 1);
        var replaced = Transaction(3, TransactionType.Reversal, 250m, original: 1);

        After(cancel, goods, replaced).ShouldBe(PartStatus.Sent);
        Decide(cancel, goods, replaced, Transaction(4, TransactionType.Reversal, 300m, original: 2))
            .OfType<OperationPartMoved>().ShouldHaveSingleItem().TransactionIds.ShouldBe([4]);
    }

    [Theory]
    [InlineData("The referencing transaction does not match.", PartStatus.Succeeded)]
    [InlineData("The bank said no.", PartStatus.Failed)]
    public void Should_take_a_reversal_for_done_when_the_bank_was_first(string text, PartStatus after)
        => After(Operation(OperationType.Cancel, parts: Part(PartStatus.Accepted, transactions: 2)),
            Transaction(2, TransactionType.Reversal, 250m, "Error", 1, text)).ShouldBe(after);

    [Fact]
    public void Should_end_when_all_parts_have_and_tell_norce()
    {
        var events = Decide(Capture(PartStatus.Accepted, 2), Transaction(2, TransactionType.Capture, 250m));

        events.OfType<OperationSucceeded>().ShouldHaveSingleItem();
        events.OfType<EntryEnqueued>()
            .Select(enqueued => enqueued.Kind).ShouldBe([OutboxKind.SyncNorce, OutboxKind.RecordTransaction]);
        events.OfType<EntryEnqueued>().Last().Audit!.ShouldBe(new AuditEntry
        {
            Event = "capture", PspEvent = "capture 1 2", Amount = 250m, PspStatus = "Success", Operation = 1,
        });
    }

    [Fact]
    public void Should_send_the_next_part_as_soon_as_the_one_before_is_done_and_ask_for_it_once()
    {
        var two = Operation(OperationType.Refund,
            parts: [Part(PartStatus.Accepted, transactions: 2), Part(PartStatus.NotSent, number: 2, actsOn: 9)]);
        var adminOrder = Transaction(2, TransactionType.Refund, 250m);

        Decide(two, adminOrder).OfType<EntryEnqueued>().ShouldHaveSingleItem()
            .Kind.ShouldBe(OutboxKind.AdvanceOperation);
        var later = two with
        {
            Parts = [two.Parts[0] with { Status = PartStatus.Succeeded },
            two.Parts[1] with { Status = PartStatus.Accepted, TransactionIds = [3] }]
        };
        Decide(later, adminOrder, Transaction(3, TransactionType.Refund, 250m, "Created")).ShouldBeEmpty();
    }

    [Fact]
    public void Should_fail_as_a_whole_when_a_part_does_and_say_why()
    {
        var two = Operation(OperationType.Refund, parts: [Part(
            PartStatus.Succeeded, transactions: 2), Part(PartStatus.Accepted, number: 2, transactions: 3)]);

        var events = Decide(two, Transaction(2, TransactionType.Refund, 250m), Transaction(
            3, TransactionType.Refund, 250m, "Error", text: "closed"));

        var error = events.OfType<OperationFailed>().ShouldHaveSingleItem().Error;
        (error.Message, error.QliroError!.ErrorMessage)
            .ShouldBe(("Qliro transaction 3 ended as Error: closed", "closed"));
        events.OfType<EntryDelivered>().ShouldHaveSingleItem().Note.ShouldBe("the operation failed");
        var audit = events.OfType<EntryEnqueued>().Last().Audit!;
        (audit.IsSuccess, audit.PspStatus, audit.PspEvent).ShouldBe((false, "Error", "refund 1 failed"));
    }

    [Theory]
    [InlineData("code", "provider", "code")]
    [InlineData(null, "provider", "provider")]
    [InlineData(null, null, "no reason given")]
    public void Should_give_the_best_reason_that_qliro_gives(string? code, string? provider, string reason)
        => Decide(
            Capture(PartStatus.Accepted, 2, 3), Transaction(2, TransactionType.Capture, 250m, original: 1),
            Transaction(3, TransactionType.Capture, 250m, "Error", original: 1, text: code) with
            {
                ProviderResultDescription = provider,
            })
            .OfType<OperationFailed>().ShouldHaveSingleItem().Error.Message
            .ShouldBe($"Qliro transaction 3 ended as Error: {reason}");

    [Theory]
    [InlineData(OperationType.Capture, "Debit", true)]
    [InlineData(OperationType.Capture, "Credit", false)]
    [InlineData(OperationType.Refund, "Refund", true)]
    [InlineData(OperationType.Refund, "Credit", true)]
    [InlineData(OperationType.Refund, "UpdateInvoice", false)]
    [InlineData(OperationType.Refund, "Capture", false)]
    [InlineData(OperationType.RefundAmount, "Refund", true)]
    [InlineData(OperationType.RefundAmount, "Credit", true)]
    [InlineData(OperationType.RefundAmount, "UpdateInvoice", true)]
    [InlineData(OperationType.RefundAmount, "Capture", false)]
    public void Should_know_the_kinds_of_transactions_that_can_be_an_operations(
        OperationType type, string kind, bool isFound)
        => (After(Operation(type, parts: Part(PartStatus.Sent)), Transaction(2, kind, 250m, original: 1))
            == PartStatus.Succeeded).ShouldBe(isFound);

    [Fact]
    public void Should_take_the_oldest_of_equal_transactions_and_none_of_another_parts()
    {
        AdminTransaction[] equal =
        [
            Transaction(4, TransactionType.Capture, 250m, original: 1),
            Transaction(3, TransactionType.Capture, 250m, original: 1),
            Transaction(2, TransactionType.Capture, 250m, original: 1),
        ];
        var two = Operation(OperationType.Capture,
            parts: [Part(PartStatus.Accepted, transactions: 2), Part(PartStatus.Sent, number: 2)]);

        Decide(two, equal).OfType<OperationPartMoved>().Last().TransactionIds.ShouldBe([3]);
    }

    [Fact]
    public void Should_do_nothing_when_none_is_open()
        => OperationProgress.Decide(Payment(PaymentState.Reserved), AdminOrder([reservation]), Now).ShouldBeEmpty();

    private static Operation Capture(PartStatus status, params long[] transactions)
        => Operation(OperationType.Capture, parts: Part(status, transactions: transactions));

    private static IReadOnlyList<PaymentEvent> Decide(Operation operation, params AdminTransaction[] transactions)
        => OperationProgress.Decide(
            Payment(PaymentState.Captured, operation), AdminOrder([reservation, .. transactions]), Now);

    private static PartStatus After(Operation operation, params AdminTransaction[] transactions)
        => Decide(operation, transactions).OfType<OperationPartMoved>().LastOrDefault()?.Status
            ?? operation.Parts[0].Status;
}
