using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.NorceCallbacks;

/// <summary>What a proposed order state meets, by status.</summary>
public sealed class StateChangeDecisions
{
    [Theory]
    [InlineData("processing", PaymentState.Intent, null, "processing", "PurchaseApproved CallOwed")]
    [InlineData("processing", PaymentState.Reserved, null, null, "")]
    [InlineData("checkout", PaymentState.Intent, "InProcess", "intent", "CallOwed")]
    [InlineData("checkout", PaymentState.Processing, "InProcess", "intent", "PurchaseReopened CallOwed")]
    [InlineData("checkout", PaymentState.Processing, "Completed", "refused", "")]
    [InlineData("checkout", PaymentState.Processing, "OnHold", "refused", "")]
    [InlineData("checkout", PaymentState.Processing, "Unheard", "refused", "")]
    [InlineData("checkout", PaymentState.Reserved, "Completed", "refused", "")]
    [InlineData("checkout", PaymentState.Declined, "Refused", null, "")]
    [InlineData("accepted", PaymentState.Processing, "InProcess", "refused", "")]
    [InlineData("accepted", PaymentState.Processing, "Refused", "refused", "")]
    [InlineData("accepted", PaymentState.Processing, "OnHold", "pending", "CallOwed")]
    [InlineData("completed", PaymentState.Pending, "OnHold", "refused", "")]
    [InlineData("completed", PaymentState.Processing, "Completed", "reserved", "CallOwed")]
    [InlineData("completed", PaymentState.Captured, "Completed", null, "")]
    [InlineData("declined", PaymentState.Reserved, null, "refused", "")]
    [InlineData("declined", PaymentState.Captured, null, "refused", "")]
    [InlineData("declined", PaymentState.Processing, "Completed", "refused", "")]
    [InlineData("declined", PaymentState.Intent, null, "declined", "CallOwed")]
    [InlineData("removed", PaymentState.Intent, "InProcess", "removed", "CallOwed")]
    [InlineData("removed", PaymentState.Declined, "Refused", "removed", "CallOwed")]
    [InlineData("removed", PaymentState.Intent, "Completed", "refused", "")]
    [InlineData("removed", PaymentState.Intent, null, "refused", "")]
    [InlineData("unheard", PaymentState.Intent, null, null, "")]
    public void Should_be_answered(string proposed, PaymentState state, string? qliro, string? expected, string events)
    {
        var decision = StateChange.Decide(
            Drawn.Payment(state), Drawn.NorceOrder(proposed), qliro, Drawn.Key, Drawn.Now);

        (decision.Refusal is null ? decision.PaymentState : "refused").ShouldBe(expected);
        string.Join(' ', decision.Events.Select(happened => happened.GetType().Name)).ShouldBe(events);
    }

    [Theory]
    [InlineData(250, 250, true)]
    [InlineData(250, 249.99, false)]
    [InlineData(375, 250, false)]
    [InlineData(375, 375, false)]
    public void Should_want_equal_amounts_for_processing(double total, double amount, bool isAllowed)
        => (StateChange.Decide(Drawn.Payment(PaymentState.Intent),
            Drawn.NorceOrder("processing", (decimal)total, (decimal)amount), null, Drawn.Key,
            Drawn.Now).Refusal is null)
            .ShouldBe(isAllowed);
}
