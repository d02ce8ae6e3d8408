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
    [InlineData(PaymentState.Cancelled, "checkout", "")]
    [InlineData(PaymentState.Cancelled, "processing", "declined")]
    [InlineData(PaymentState.Cancelled, "accepted", "declined")]
    [InlineData(PaymentState.Cancelled, "completed", "")]
    [InlineData(PaymentState.Cancelled, "declined", "")]
    [InlineData(PaymentState.Cancelled, "removed", "")]
    [InlineData(PaymentState.Removed, "processing", "")]
    public void Should_be(PaymentState state, string current, string steps)
        => string.Join(' ', DesiredNorceState.OrderSteps(Sample.Payment(state), Sample.NorceOrder(current)))
            .ShouldBe(steps);

    /// <summary>The shopper, or staff, chose another payment after this one had ended.</summary>
    [Theory]
    [InlineData(PaymentState.Declined, "accepted", "default", "processing", "")]
    [InlineData(PaymentState.Cancelled, "accepted", "default", "processing", "")]
    [InlineData(PaymentState.Cancelled, "accepted", "default", "pending", "")]
    [InlineData(PaymentState.Cancelled, "accepted", "default", "reserved", "")]
    [InlineData(PaymentState.Cancelled, "accepted", "default", "intent", "declined")]
    [InlineData(PaymentState.Cancelled, "accepted", "default", "removed", "declined")]
    [InlineData(PaymentState.Cancelled, "accepted", "voucher", "captured", "declined")]
    // Its purchase has begun: the order is in processing, the payment soon is.
    [InlineData(PaymentState.Declined, "processing", "default", "intent", "")]
    [InlineData(PaymentState.Cancelled, "processing", "default", "intent", "")]
    [InlineData(PaymentState.Cancelled, "processing", "default", "removed", "declined")]
    [InlineData(PaymentState.Cancelled, "processing", "voucher", "intent", "declined")]
    public void Should_leave_an_order_alone_that_another_payment_pays(
        PaymentState state, string status, string type, string other, string steps)
    {
        var order = Sample.NorceOrder(status);
        order = order with
        {
            Payments = [.. order.Payments!, new() { Id = "p2", AdapterId = "other", Type = type, State = other }],
        };

        string.Join(' ', DesiredNorceState.OrderSteps(Sample.Payment(state), order)).ShouldBe(steps);
    }
}
