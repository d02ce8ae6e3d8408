using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>What holding, releasing and writing off decide, in guard order, and what their previews say.</summary>
public sealed class ActionRules
{
    private static readonly PaymentKey key = Documents.Key;
    private static readonly DateTimeOffset now = Documents.Now.AddHours(2);
    private static readonly PaymentHold hold = new("anna", "the bank asks", Documents.Now);

    [Fact]
    public void Should_hold_once_and_take_a_repeat_for_what_it_is()
    {
        var payment = Documents.Payment(PaymentState.Reserved);
        var held = After(payment, Hold("anna", "the bank asks", payment));
        held.Hold.ShouldBe(new("anna", "the bank asks", now));

        Hold("anna", "the bank asks", held).Value.ShouldBeEmpty();
        Hold("berit", "the bank asks", held).Error!.Message.ShouldContain("held by anna since 2026-03-01 12:00:00 UTC");
        Hold("anna", "another reason", held).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    [Fact]
    public void Should_release_only_what_is_held()
    {
        HoldPayment.End(key, Documents.Payment(PaymentState.Reserved), now).Error!.Message.ShouldContain("is not held");
        var held = Documents.Payment(PaymentState.Reserved) with { Hold = hold };
        After(held, HoldPayment.End(key, held, now)).Hold.ShouldBeNull();
    }

    /// <summary>Otherwise the first failure after a long hold would park the entry.</summary>
    [Fact]
    public void Should_not_count_the_hold_towards_giving_up()
    {
        var held = Documents.Payment(PaymentState.Reserved) with
        {
            Hold = hold,
            Outbox =
            [
                Entry(OutboxKind.SyncNorce, since: Documents.Now.AddHours(-1)),
                Entry(OutboxKind.TellShipping, since: Documents.Now.AddHours(1)),
                Entry(OutboxKind.Reconcile, since: now.AddHours(1)),
                Entry(OutboxKind.RecordTransaction, since: Documents.Now, isParked: true),
            ],
        };
        After(held, HoldPayment.End(key, held, now)).Outbox.Select(entry => entry.HeldFor.TotalHours)
            .ShouldBe([2, 1, 0, 0]);
    }

    [Fact]
    public void Should_be_due_for_nothing_while_it_is_held()
    {
        var payment = Documents.Payment(PaymentState.Reserved) with
        {
            CheckAt = now,
            Outbox = [Entry(OutboxKind.SyncNorce, Documents.Now)],
        };
        Schedule.NextDue(payment).ShouldBe(Documents.Now);
        Schedule.NextDue(payment with { Hold = hold }).ShouldBeNull();
    }

    [Fact]
    public void Should_write_off_nothing_where_nothing_waits_for_a_person()
    {
        WriteOff.Decide(key, Documents.Payment(PaymentState.Reserved) with
        {
            Outbox = [Entry(OutboxKind.SyncNorce, Documents.Now)],
        }, now).Error!.Message.ShouldContain("Nothing of payment p_1 waits for a person");
    }

    [Fact]
    public void Should_write_off_what_is_parked_and_keep_what_is_not()
    {
        var payment = Documents.Payment(PaymentState.Reserved) with
        {
            Outbox =
            [
                Entry(OutboxKind.SyncNorce, Documents.Now, isParked: true),
                Entry(OutboxKind.RecordTransaction, Documents.Now),
                Entry(OutboxKind.Reconcile, Documents.Now, isParked: true),
            ],
        };
        var after = After(payment, WriteOff.Decide(key, payment, now));
        after.Outbox.ShouldHaveSingleItem().Kind.ShouldBe(OutboxKind.RecordTransaction);
        after.AcceptedDifference.ShouldBe("no");
        Features.All.Attention(after, now).ShouldBeNull();
    }

    /// <summary>Its request may have been carried out, or may be yet.</summary>
    [Theory]
    [InlineData(PartStatus.Sent)]
    [InlineData(PartStatus.Accepted)]
    public void Should_write_off_no_operation_of_which_qliro_may_have_something(PartStatus status)
    {
        var payment = Stuck(Documents.Part(status, transactions: status == PartStatus.Accepted ? [900001] : []));
        WriteOff.Decide(key, payment, now).Error!.Message.ShouldContain("capture 1 of payment p_1 was sent to Qliro");
    }

    [Fact]
    public void Should_end_an_operation_that_was_never_sent()
    {
        var payment = Stuck(Documents.Part(PartStatus.NotSent));
        var after = After(payment, WriteOff.Decide(key, payment, now));
        after.OpenOperation().ShouldBeNull();
        after.Operations[0].ShouldSatisfyAllConditions(
            one => one.Status.ShouldBe(OperationStatus.Failed), one => one.IsWrittenOff.ShouldBeTrue());
        after.Outbox.ShouldNotContain(entry => entry.Kind == OutboxKind.AdvanceOperation);
        Features.All.Attention(after, now).ShouldBeNull();
    }

    [Fact]
    public void Should_need_nobody_any_more_for_a_failed_operation_that_is_written_off()
    {
        var failed = Documents.Operation(
            OperationType.Refund, OperationStatus.Failed, parts: [Documents.Part(PartStatus.Failed)]);
        var payment = Documents.Payment(PaymentState.Captured, failed);
        Features.All.Attention(payment, now).ShouldNotBeNull();
        var after = After(payment, WriteOff.Decide(key, payment, now));
        Features.All.Attention(after, now).ShouldBeNull();
        after.Operations[0].Status.ShouldBe(OperationStatus.Failed);
        WriteOff.Decide(key, after, now).Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(PaymentState.Removed)]
    [InlineData(PaymentState.Declined)]
    public void Should_not_take_qliros_state_for_a_payment_that_has_ended(PaymentState state)
        => TakeQliroState.WhyNot(key, Documents.Payment(state))!.Message.ShouldContain("which is final");

    [Fact]
    public void Should_neither_take_nor_replay_anything_without_a_qliro_order()
    {
        var payment = Documents.Payment(PaymentState.Removed) with { QliroOrderId = null };
        TakeQliroState.WhyNot(key, payment)!.Message.ShouldContain("has no Qliro order");
        ReplayCallbacks.WhyNot(key, payment)!.Message.ShouldContain("has no Qliro order");
        ReplayCallbacks.WhyNot(key, Documents.Payment(PaymentState.Captured)).ShouldBeNull();
    }

    [Theory]
    [InlineData(OperatorActionKind.Retry, "tried at once: bring addresses")]
    [InlineData(OperatorActionKind.Hold, "waits: bring addresses")]
    [InlineData(OperatorActionKind.Replay, "Qliro's order 4950001 is read")]
    [InlineData(OperatorActionKind.Reconcile, "are compared")]
    public void Should_say_what_would_be_done_and_to_what(OperatorActionKind kind, string expected)
    {
        var payment = Documents.Payment(PaymentState.Reserved) with
        {
            Outbox = [Entry(OutboxKind.SyncNorce, Documents.Now)],
        };
        var preview = ActionSteps.Of(key, payment, kind, Features.All, now);
        preview.WhyNot.ShouldBeNull();
        preview.Steps[0].ShouldContain(expected);
    }

    [Theory]
    [InlineData(OperatorActionKind.Resume, true, "held by anna")]
    [InlineData(OperatorActionKind.Retry, true, "held by anna")]
    [InlineData(OperatorActionKind.Hold, true, "held by anna")]
    [InlineData(OperatorActionKind.Release, false, "is not held")]
    [InlineData(OperatorActionKind.Resume, false, "is parked")]
    [InlineData(OperatorActionKind.Retry, false, "nothing to try")]
    [InlineData(OperatorActionKind.WriteOff, false, "nothing can be written off")]
    public void Should_say_why_an_action_does_not_apply(OperatorActionKind kind, bool isHeld, string expected)
    {
        var payment = Documents.Payment(PaymentState.Reserved) with { Hold = isHeld ? hold : null };
        var preview = ActionSteps.Of(key, payment, kind, Features.All, now);
        preview.Steps.ShouldBeEmpty();
        preview.WhyNot!.ShouldContain(expected);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("call 070-123 45 67 or anna@shop.se about 19900101-1234", "call *** or *** about ***")]
    public void Should_keep_no_personal_data_of_a_reason(string? reason, string kept)
        => OperatorText.Reason(reason).ShouldBe(kept);

    [Fact]
    public void Should_cut_a_long_reason()
        => OperatorText.Reason(new('x', 5000)).Length.ShouldBe(OperatorAction.ReasonMax);

    private static Outcome<IReadOnlyList<PaymentEvent>> Hold(string by, string reason, PaymentDocument payment)
        => HoldPayment.Decide(
            key, payment, new() { Kind = OperatorActionKind.Hold, By = by, Reason = reason }, now);

    private static PaymentDocument After(PaymentDocument payment, Outcome<IReadOnlyList<PaymentEvent>> decision)
    {
        decision.Error.ShouldBeNull();
        return decision.Value!.Aggregate(payment, PaymentDocument.Apply);
    }

    private static PaymentDocument Stuck(OperationPart part)
        => Documents.Payment(PaymentState.Reserved, Documents.Operation(OperationType.Capture, parts: [part])) with
        {
            Outbox = [Entry(OutboxKind.AdvanceOperation, Documents.Now, isParked: true) with { Ordinal = 1 }],
        };

    private static OutboxEntry Entry(OutboxKind kind, DateTimeOffset since, bool isParked = false) => new()
    {
        Kind = kind, DueAt = since, Since = since, Problem = "no", IsParked = isParked,
    };
}
