using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Rules that no stored payment may break.</summary>
public sealed class InvariantRules
{
    [Theory]
    [InlineData(2, 0, 0, 0, true)]
    [InlineData(2, 2, 2, 0, true)]
    [InlineData(2, 1, 0, 1, true)]
    [InlineData(2, 3, 0, 0, false)]
    [InlineData(2, 2, 0, 1, false)]
    [InlineData(2, 1, 2, 0, false)]
    [InlineData(2, -1, 0, 0, false)]
    public void Should_hold_of_each_line(int reserved, int captured, int returned, int released, bool holds)
        => Holds(Sample.Payment(PaymentState.Reserved) with
        {
            Ledger = new() { Lines = [new("1:T-1", "Product", 125m, reserved, captured, returned, released)] },
        }).ShouldBe(holds);

    [Fact]
    public void Should_want_an_amount_that_is_not_negative()
    {
        Holds(Sample.Payment(PaymentState.Intent) with { Amount = new(0m, "SEK") }).ShouldBeTrue();
        Holds(Sample.Payment(PaymentState.Intent) with { Amount = new(-0.01m, "SEK") }).ShouldBeFalse();
    }

    [Theory]
    [InlineData(PaymentState.Creating, true)]
    [InlineData(PaymentState.Removed, true)]
    [InlineData(PaymentState.Intent, false)]
    [InlineData(PaymentState.Reserved, false)]
    public void Should_want_a_qliro_order_once_it_is_whole(PaymentState state, bool holdsWithout)
        => Holds(Sample.Payment(state) with { QliroOrderId = null }).ShouldBe(holdsWithout);

    private static bool Holds(PaymentDocument payment)
    {
        try
        {
            Features.All.Check(payment);
            return true;
        }
        catch (BrokenInvariantException broken)
        {
            broken.Key.ShouldBe(payment.Key);
            return false;
        }
    }
}
