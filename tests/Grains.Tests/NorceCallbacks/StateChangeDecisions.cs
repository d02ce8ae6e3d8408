using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

/// <summary>The answer to a proposed order state, by status.</summary>
public sealed class StateChangeDecisions
{
    [Theory]
    [InlineData("processing", PaymentState.Intent, null, "processing", "PurchaseApproved EntryEnqueued")]
    [InlineData("processing", PaymentState.Reserved, null, null, "")]
    [InlineData("checkout", PaymentState.Intent, "InProcess", "intent", "EntryEnqueued")]
    [InlineData("checkout", PaymentState.Processing, "InProcess", "intent", "PurchaseReopened EntryEnqueued")]
    [InlineData("checkout", PaymentState.Processing, "Completed", "refused", "")]
    [InlineData("checkout", PaymentState.Processing, "OnHold", "refused", "")]
    [InlineData("checkout", PaymentState.Processing, "Unheard", "refused", "")]
    [InlineData("checkout", PaymentState.Reserved, "Completed", "refused", "")]
    [InlineData("checkout", PaymentState.Declined, "Refused", null, "")]
    [InlineData("accepted", PaymentState.Processing, "InProcess", "refused", "")]
    [InlineData("accepted", PaymentState.Processing, "Refused", "refused", "")]
    [InlineData("accepted", PaymentState.Processing, "OnHold", "pending", "EntryEnqueued")]
    [InlineData("completed", PaymentState.Pending, "OnHold", "refused", "")]
    [InlineData("completed", PaymentState.Processing, "Completed", "reserved", "EntryEnqueued")]
    [InlineData("completed", PaymentState.Captured, "Completed", null, "")]
    [InlineData("declined", PaymentState.Reserved, null, "refused", "")]
    [InlineData("declined", PaymentState.Captured, null, "refused", "")]
    [InlineData("declined", PaymentState.Processing, "Completed", "refused", "")]
    [InlineData("declined", PaymentState.Intent, null, "declined", "EntryEnqueued")]
    [InlineData("declined", PaymentState.Cancelled, "Completed", null, "")]
    [InlineData("removed", PaymentState.Intent, "InProcess", "removed", "EntryEnqueued")]
    [InlineData("removed", PaymentState.Declined, "Refused", "removed", "EntryEnqueued")]
    [InlineData("removed", PaymentState.Intent, "Completed", "refused", "")]
    [InlineData("removed", PaymentState.Intent, null, "refused", "")]
    [InlineData("removed", PaymentState.Reserved, "Completed", "refused", "")]
    [InlineData("removed", PaymentState.Captured, "Completed", "refused", "")]
    [InlineData("removed", PaymentState.Cancelled, "Completed", null, "")]
    [InlineData("removed", PaymentState.Credited, "Completed", null, "")]
    [InlineData("unheard", PaymentState.Intent, null, null, "")]
    public void Should_be_answered(string proposed, PaymentState state, string? qliro, string? expected, string events)
    {
        var decision = StateChange.Decide(
            Sample.Payment(state), Sample.NorceOrder(proposed), qliro, Sample.Key, Sample.Now);

        (decision.Refusal is null ? decision.PaymentState : "refused").ShouldBe(expected);
        string.Join(' ', decision.Events.Select(raised => raised.GetType().Name)).ShouldBe(events);
    }

    [Theory]
    [InlineData(250, 250, true)]
    [InlineData(250, 249.99, false)]
    [InlineData(375, 250, false)]
    [InlineData(375, 375, false)]
    public void Should_want_equal_amounts_for_processing(double total, double amount, bool isAllowed)
        => (StateChange.Decide(Sample.Payment(PaymentState.Intent),
            Sample.NorceOrder("processing", (decimal)total, (decimal)amount), null, Sample.Key,
            Sample.Now).Refusal is null)
            .ShouldBe(isAllowed);
}
