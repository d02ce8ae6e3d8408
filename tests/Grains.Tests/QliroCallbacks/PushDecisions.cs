using System.Text.Json;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>What follows from Qliro's order at a push, in guard order.</summary>
public sealed class PushDecisions
{
    [Theory]
    [InlineData(PaymentState.Removed, "InProcess", "Completed", "")]
    [InlineData(PaymentState.Removed, "Completed", "Completed", "CallOwed CallParked")]
    [InlineData(PaymentState.Removed, "OnHold", "OnHold", "CallOwed CallParked")]
    [InlineData(PaymentState.Declined, "Refused", "Refused", "")]
    [InlineData(PaymentState.Declined, "Completed", "Completed", "CallOwed CallParked")]
    [InlineData(PaymentState.Creating, "InProcess", "Completed", "")]
    [InlineData(PaymentState.Creating, "Completed", "Completed", "CallOwed")]
    [InlineData(PaymentState.Reserved, "OnHold", "OnHold", "")]
    [InlineData(PaymentState.Reserved, "Completed", "Completed", "")]
    [InlineData(PaymentState.Captured, "Completed", "Completed", "")]
    [InlineData(PaymentState.Cancelled, "Refused", "Refused", "")]
    [InlineData(PaymentState.Intent, "Completed", "Completed", "PurchaseCompleted CallOwed CallOwed")]
    [InlineData(PaymentState.Intent, "completed", null, "PurchaseCompleted CallOwed CallOwed")]
    [InlineData(PaymentState.Processing, "Completed", "InProcess", "PurchaseCompleted CallOwed CallOwed")]
    [InlineData(PaymentState.Pending, "Completed", "OnHold", "PurchaseCompleted CallOwed CallOwed")]
    [InlineData(PaymentState.Intent, "OnHold", "OnHold", "PurchaseHeld CallOwed CallOwed")]
    [InlineData(PaymentState.Pending, "OnHold", "OnHold", "")]
    [InlineData(PaymentState.Intent, "Refused", "Refused", "PurchaseRefused CallOwed CallOwed")]
    [InlineData(PaymentState.Pending, "Refused", "Completed", "PurchaseRefused CallOwed CallOwed")]
    [InlineData(PaymentState.Intent, "InProcess", "Completed", "CallOwed")]
    [InlineData(PaymentState.Intent, "InProcess", "InProcess", "")]
    [InlineData(PaymentState.Intent, "InProcess", null, "")]
    [InlineData(PaymentState.Intent, "Success", "Success", "")]
    public void Should_follow_qliros_order(PaymentState state, string status, string? said, string expected)
    {
        var read = JsonSerializer.Deserialize<QliroOrder>($$"""{"CustomerCheckoutStatus":"{{status}}","TotalPrice":250}""", QliroJson.Options)!;

        var events = Push.Decide(Drawn.Payment(state), new() { Status = said }, read, Drawn.Now);

        string.Join(' ', events.Select(happened => happened.GetType().Name)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(PaymentState.Removed)]
    [InlineData(PaymentState.Declined)]
    public void Should_ask_nobody_any_more_when_what_was_on_hold_is_refused(PaymentState state)
    {
        var held = Push.Decide(Drawn.Payment(state), null, Drawn.QliroOrder("OnHold"), Drawn.Now)
            .Aggregate(Drawn.Payment(state), PaymentLife.Apply);
        held.Owed.ShouldHaveSingleItem().IsParked.ShouldBeTrue();

        var refused = Push.Decide(held, null, Drawn.QliroOrder("Refused"), Drawn.Now)
            .Aggregate(held, PaymentLife.Apply);

        refused.Owed.ShouldBeEmpty();
    }

    [Fact]
    public void Should_take_no_upsell_for_a_purchase()
        => Push.Decide(
            Drawn.Payment(PaymentState.Intent), new() { Status = "Completed", NotificationType = "UpsellStatus" },
            Drawn.QliroOrder(), Drawn.Now).ShouldBeEmpty();

    [Theory]
    [InlineData(250, 0)]
    [InlineData(279, 29)]
    [InlineData(249.99, -0.01)]
    public void Should_report_what_the_totals_differ_by(double total, double mismatch)
        => Push.Decide(
            Drawn.Payment(PaymentState.Processing), null, Drawn.QliroOrder("Completed", (decimal)total), Drawn.Now)
            .OfType<PurchaseCompleted>().ShouldHaveSingleItem().Mismatch.ShouldBe((decimal)mismatch);
}
