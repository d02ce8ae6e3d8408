using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>When a payment is due next.</summary>
public sealed class WaitRules
{
    private static readonly ReconciliationOptions minute = new() { IntervalSeconds = 60 };

    [Theory]
    [InlineData(PaymentState.Creating, 5)]
    [InlineData(PaymentState.Intent, 900)]
    [InlineData(PaymentState.Processing, 900)]
    [InlineData(PaymentState.Pending, 60)]
    [InlineData(PaymentState.Reserved, null)]
    [InlineData(PaymentState.Captured, null)]
    [InlineData(PaymentState.Declined, 900)]
    [InlineData(PaymentState.Removed, 900)]
    public void Should_depend_on_what_it_waits_for(PaymentState state, int? seconds)
        => Features.All.NextCheck(Sample.Payment(state), Sample.Now, minute)
            .ShouldBe(seconds is { } wait ? Sample.Now.AddSeconds(wait) : null);

    [Theory]
    [InlineData(71, true)]
    [InlineData(72, false)]
    public void Should_end_for_checkouts_nobody_finishes(int hours, bool looks)
        => (Features.All.NextCheck(
            Sample.Payment(PaymentState.Intent), Sample.Now.AddHours(hours), minute) is not null).ShouldBe(looks);

    [Fact]
    public void Should_come_with_the_first_outbox_entry_that_is_not_parked()
    {
        var payment = Sample.Payment(PaymentState.Pending) with
        {
            CheckAt = Sample.Now.AddSeconds(60),
            Outbox =
            [
                new() { Kind = OutboxKind.ResyncLines, DueAt = Sample.Now, Since = Sample.Now, IsParked = true },
                new() { Kind = OutboxKind.SyncNorce, DueAt = Sample.Now.AddSeconds(7), Since = Sample.Now },
            ],
        };

        Schedule.NextDue(payment).ShouldBe(Sample.Now.AddSeconds(7));
    }
}
