using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>When a payment is looked at again.</summary>
public sealed class WaitRules
{
    private static readonly ReconciliationOptions Minute = new() { IntervalSeconds = 60 };

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
        => Waits.NextCheck(Drawn.Payment(state), Drawn.Now, Minute)
            .ShouldBe(seconds is { } wait ? Drawn.Now.AddSeconds(wait) : null);

    [Theory]
    [InlineData(71, true)]
    [InlineData(72, false)]
    public void Should_end_for_checkouts_nobody_finishes(int hours, bool looks)
        => (Waits.NextCheck(
            Drawn.Payment(PaymentState.Intent), Drawn.Now.AddHours(hours), Minute) is not null).ShouldBe(looks);

    [Fact]
    public void Should_come_with_the_first_owed_call_that_is_not_parked()
    {
        var payment = Drawn.Payment(PaymentState.Pending) with
        {
            CheckAt = Drawn.Now.AddSeconds(60),
            Owed =
            [
                new() { Kind = OwedCallKind.ResyncLines, DueAt = Drawn.Now, Since = Drawn.Now, IsParked = true },
                new() { Kind = OwedCallKind.SettleNorce, DueAt = Drawn.Now.AddSeconds(7), Since = Drawn.Now },
            ],
        };

        Waits.NextLook(payment).ShouldBe(Drawn.Now.AddSeconds(7));
    }
}
