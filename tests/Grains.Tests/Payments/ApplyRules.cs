using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>How each event changes a payment.</summary>
public sealed class ApplyRules
{
    public static TheoryData<PaymentEvent, PaymentState> States => new()
    {
        { new CreationCompleted(Sample.Now), PaymentState.Intent },
        { new CreationAbandoned("why"), PaymentState.Removed },
        { new PaymentRemoved("why"), PaymentState.Removed },
        { new PurchaseApproved(Sample.Now), PaymentState.Processing },
        { new PurchaseDeclined("Other", "why"), PaymentState.Processing },
        { new PurchaseReopened("why"), PaymentState.Intent },
        { new PurchaseHeld(0), PaymentState.Pending },
        { new PurchaseCompleted(0), PaymentState.Reserved },
        { new PurchaseRefused(), PaymentState.Declined },
        { new OrderAccepted(), PaymentState.Processing },
        { new LinesUnknown(), PaymentState.Processing },
    };

    [Theory, MemberData(nameof(States))]
    public void Should_move_to(PaymentEvent raised, PaymentState state)
        => PaymentDocument.Apply(Sample.Payment(PaymentState.Processing), raised).State.ShouldBe(state);

    [Fact]
    public void Should_keep_the_newest_audit_entries_of_a_norce_that_is_away()
    {
        var payment = Sample.Payment(PaymentState.Reserved);
        for (var number = 1; number <= 60; number++)
        {
            payment = PaymentDocument.Apply(
                payment, Audit.Enqueued(payment, Sample.Now, "process", $"validated {number}"));
        }

        payment.Outbox.Select(entry => entry.Audit!.PspEvent).ShouldBe(
            Enumerable.Range(61 - Audit.PendingMax, Audit.PendingMax).Select(number => $"validated {number}"));
        PaymentDocument.Apply(payment, new EntryEnqueued(OutboxKind.SyncNorce, Sample.Now)).Outbox.Count
            .ShouldBe(Audit.PendingMax + 1);
    }

    public static TheoryData<OutboxKind> Kinds => [.. Enum.GetValues<OutboxKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Should_bound_the_entries_of_each_kind(OutboxKind kind)
    {
        var payment = Sample.Payment(PaymentState.Reserved);
        for (var number = 0; number < 1000; number++)
            payment = PaymentDocument.Apply(payment, new EntryEnqueued(kind, Sample.Now, Ordinal: number));

        payment.Outbox.Count.ShouldBe(OutboxEntry.PendingMax(kind));
        payment.Outbox[^1].Ordinal.ShouldBe(999);
    }

    [Fact]
    public void Should_bound_an_outbox_with_all_kinds_in_it()
    {
        var payment = Sample.Payment(PaymentState.Reserved);
        var kinds = Enum.GetValues<OutboxKind>();
        for (var number = 0; number < 100; number++)
        {
            foreach (var kind in kinds)
                payment = PaymentDocument.Apply(payment, new EntryEnqueued(kind, Sample.Now, Ordinal: number));
        }

        payment.Outbox.Count.ShouldBe(kinds.Sum(OutboxEntry.PendingMax));
        payment.Outbox.Count.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Should_remember_the_newest_replaced_orders()
    {
        var payment = Sample.Payment(PaymentState.Intent);
        var lines = new SentLines(payment.Amount, "hash", payment.Rows);
        for (var id = 100; id < 200; id++)
        {
            payment = PaymentDocument.Apply(
                payment, new QliroOrderSucceeded(QliroAdapter.Qliro.QliroOrderId.Of(id), lines, "SE", Sample.Now));
        }

        payment.ReplacedOrders.Count.ShouldBe(Successors.ReplacedMax);
        payment.ReplacedOrders[^1].ShouldBe(QliroAdapter.Qliro.QliroOrderId.Of(198));
    }

    [Fact]
    public void Should_begin_with_a_beginning()
    {
        PaymentDocument.Apply(
            null, new PaymentBegun(Sample.Payment(PaymentState.Creating))).State.ShouldBe(PaymentState.Creating);
        Should.Throw<InvalidOperationException>(() => PaymentDocument.Apply(null, new PurchaseRefused()));
    }

    [Fact]
    public void Should_remember_the_lines_and_forget_them()
    {
        var sent = new SentLines(new(99m, "SEK"), "new", Sample.Payment(PaymentState.Intent).Rows);

        var known = PaymentDocument.Apply(Sample.Payment(PaymentState.Intent), new LinesSent(sent));
        known.LinesHash.ShouldBe("new");
        known.Amount.Amount.ShouldBe(99m);
        PaymentDocument.Apply(known, new LinesUnknown()).LinesHash.ShouldBeNull();
    }

    [Fact]
    public void Should_keep_no_difference_of_zero()
    {
        PaymentDocument.Apply(
            Sample.Payment(PaymentState.Processing), new PurchaseCompleted(0m)).AmountMismatch.ShouldBeNull();
        PaymentDocument.Apply(
            Sample.Payment(PaymentState.Processing), new PurchaseCompleted(29m)).AmountMismatch.ShouldBe(29m);
    }

    [Fact]
    public void Should_enqueue_a_kind_once_and_at_the_earlier_time()
    {
        var withOutbox = Enqueue(Enqueue(Sample.Payment(PaymentState.Intent), 10), 20);
        withOutbox.Outbox.ShouldHaveSingleItem().DueAt.ShouldBe(Sample.Now.AddSeconds(10));
        Enqueue(withOutbox, 5).Outbox.ShouldHaveSingleItem().DueAt.ShouldBe(Sample.Now.AddSeconds(5));
    }

    [Fact]
    public void Should_resume_a_parked_entry_that_is_enqueued_again()
    {
        var parked = PaymentDocument.Apply(
            Enqueue(Sample.Payment(PaymentState.Intent), 0), new EntryParked(OutboxKind.SyncNorce, 0, "why"));
        parked.Outbox.ShouldHaveSingleItem().IsParked.ShouldBeTrue();

        Enqueue(parked, 30).Outbox.ShouldHaveSingleItem().IsParked.ShouldBeFalse();
        PaymentDocument.Apply(parked, new EntryDelivered(OutboxKind.SyncNorce, 0)).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public void Should_drop_an_older_reopening_with_an_approval()
    {
        var withOutbox = PaymentDocument.Apply(
            Sample.Payment(PaymentState.Intent), new EntryEnqueued(OutboxKind.ReopenOrder, Sample.Now));

        PaymentDocument.Apply(withOutbox, new PurchaseApproved(Sample.Now)).Outbox.ShouldBeEmpty();
    }

    private static PaymentDocument Enqueue(PaymentDocument payment, int seconds)
        => PaymentDocument.Apply(payment, new EntryEnqueued(OutboxKind.SyncNorce, Sample.Now.AddSeconds(seconds)));
}
