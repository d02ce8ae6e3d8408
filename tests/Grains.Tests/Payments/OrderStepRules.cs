using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceSync;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>The statuses through which Norce's order still has to go.</summary>
public sealed class OrderStepRules
{
    [Theory]
    [InlineData(PaymentState.Intent, "checkout", "")]
    [InlineData(PaymentState.Processing, "processing", "")]
    [InlineData(PaymentState.Pending, "processing", "accepted")]
    [InlineData(PaymentState.Pending, "accepted", "")]
    [InlineData(PaymentState.Pending, "completed", "")]
    [InlineData(PaymentState.Reserved, "checkout", "accepted completed")]
    [InlineData(PaymentState.Reserved, "processing", "accepted completed")]
    [InlineData(PaymentState.Reserved, "accepted", "completed")]
    [InlineData(PaymentState.Reserved, "completed", "")]
    [InlineData(PaymentState.Captured, "accepted", "completed")]
    [InlineData(PaymentState.Reserved, "declined", "")]
    [InlineData(PaymentState.Reserved, "removed", "")]
    [InlineData(PaymentState.Declined, "checkout", "")]
    [InlineData(PaymentState.Declined, "processing", "declined")]
    [InlineData(PaymentState.Declined, "accepted", "declined")]
    [InlineData(PaymentState.Declined, "completed", "")]
    [InlineData(PaymentState.Cancelled, "checkout", "declined")]
    [InlineData(PaymentState.Cancelled, "processing", "declined")]
    [InlineData(PaymentState.Cancelled, "accepted", "declined")]
    [InlineData(PaymentState.Cancelled, "completed", "")]
    [InlineData(PaymentState.Cancelled, "declined", "")]
    [InlineData(PaymentState.Cancelled, "removed", "")]
    [InlineData(PaymentState.Removed, "processing", "")]
    public void Should_be(PaymentState state, string current, string steps)
        => string.Join(' ', DesiredNorceState.OrderSteps(Sample.Payment(state), current)).ShouldBe(steps);
}
