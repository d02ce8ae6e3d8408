using System.Text.Json;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>What follows from Qliro's order at a push, in guard order.</summary>
public sealed class PushDecisions
{
    [Theory]
    [InlineData(PaymentState.Removed, "InProcess", "Completed", "")]
    [InlineData(PaymentState.Removed, "Completed", "Completed", "EntryEnqueued EntryParked")]
    [InlineData(PaymentState.Removed, "OnHold", "OnHold", "EntryEnqueued EntryParked")]
    [InlineData(PaymentState.Declined, "Refused", "Refused", "")]
    [InlineData(PaymentState.Declined, "Completed", "Completed", "EntryEnqueued EntryParked")]
    [InlineData(PaymentState.Creating, "InProcess", "Completed", "")]
    [InlineData(PaymentState.Creating, "Completed", "Completed", "EntryEnqueued")]
    [InlineData(PaymentState.Reserved, "OnHold", "OnHold", "")]
    [InlineData(PaymentState.Reserved, "Completed", "Completed", "")]
    [InlineData(PaymentState.Captured, "Completed", "Completed", "")]
    [InlineData(PaymentState.Cancelled, "Refused", "Refused", "")]
    [InlineData(PaymentState.Intent, "Completed", "Completed", "PurchaseCompleted EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Intent, "completed", null, "PurchaseCompleted EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Processing, "Completed", "InProcess", "PurchaseCompleted EntryEnqueued EntryEnqueued")]
    [InlineData(
        PaymentState.Pending, "Completed", "OnHold", "PurchaseCompleted EntryEnqueued EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Intent, "OnHold", "OnHold", "PurchaseHeld EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Pending, "OnHold", "OnHold", "")]
    [InlineData(PaymentState.Intent, "Refused", "Refused", "PurchaseRefused EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Pending, "Refused", "Completed", "PurchaseRefused EntryEnqueued EntryEnqueued")]
    [InlineData(PaymentState.Intent, "InProcess", "Completed", "EntryEnqueued")]
    [InlineData(PaymentState.Intent, "InProcess", "InProcess", "")]
    [InlineData(PaymentState.Intent, "InProcess", null, "")]
    [InlineData(PaymentState.Intent, "Success", "Success", "")]
    public void Should_follow_qliros_order(PaymentState state, string status, string? said, string expected)
    {
        var read = JsonSerializer.Deserialize<QliroOrder>(
            $$"""{"CustomerCheckoutStatus":"{{status}}","TotalPrice":250}""", QliroJson.Options)!;

        var events = Push.Decide(Sample.Payment(state), new() { Status = said }, read, Sample.Now);

        string.Join(' ', events.Select(raised => raised.GetType().Name)).ShouldBe(expected);
    }

    /// <summary>Norce may have discarded what was sold, after a hook of ours had agreed to it.</summary>
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public void Should_compare_the_goods_that_nobody_approved(bool isApproved, bool isChanged, bool isCompared)
    {
        var payment = Sample.Payment(PaymentState.Intent) with { ApprovedAt = isApproved ? Sample.Now : null };
        if (isChanged) payment = PaymentDocument.Apply(payment, new EntryEnqueued(OutboxKind.ResyncLines, Sample.Now));

        Push.Decide(payment, null, Sample.QliroOrder("Completed"), Sample.Now).OfType<EntryEnqueued>()
            .Any(entry => entry.Kind == OutboxKind.Reconcile).ShouldBe(isCompared);
    }

    [Theory]
    [InlineData(PaymentState.Removed)]
    [InlineData(PaymentState.Declined)]
    public void Should_ask_nobody_any_more_when_what_was_on_hold_is_refused(PaymentState state)
    {
        var held = Push.Decide(Sample.Payment(state), null, Sample.QliroOrder("OnHold"), Sample.Now)
            .Aggregate(Sample.Payment(state), PaymentDocument.Apply);
        held.Outbox.ShouldHaveSingleItem().IsParked.ShouldBeTrue();

        var refused = Push.Decide(held, null, Sample.QliroOrder("Refused"), Sample.Now)
            .Aggregate(held, PaymentDocument.Apply);

        refused.Outbox.ShouldBeEmpty();
    }

    [Fact]
    public void Should_take_no_upsell_for_a_purchase()
        => Push.Decide(
            Sample.Payment(PaymentState.Intent), new() { Status = "Completed", NotificationType = "UpsellStatus" },
            Sample.QliroOrder(), Sample.Now).ShouldBeEmpty();

    [Theory]
    [InlineData(250, 0)]
    [InlineData(279, 29)]
    [InlineData(249.99, -0.01)]
    public void Should_report_what_the_totals_differ_by(double total, double mismatch)
        => Push.Decide(
            Sample.Payment(PaymentState.Processing), null, Sample.QliroOrder("Completed", (decimal)total), Sample.Now)
            .OfType<PurchaseCompleted>().ShouldHaveSingleItem().Mismatch.ShouldBe((decimal)mismatch);
}
