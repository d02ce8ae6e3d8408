using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>How each event changes a payment.</summary>
public sealed class LifeRules
{
    public static TheoryData<PaymentEvent, PaymentState> States => new()
    {
        { new CreationCompleted(Drawn.Now), PaymentState.Intent },
        { new CreationAbandoned("why"), PaymentState.Removed },
        { new PaymentRemoved("why"), PaymentState.Removed },
        { new PurchaseApproved(Drawn.Now), PaymentState.Processing },
        { new PurchaseDeclined("Other", "why"), PaymentState.Processing },
        { new PurchaseReopened("why"), PaymentState.Intent },
        { new PurchaseHeld(0), PaymentState.Pending },
        { new PurchaseCompleted(0), PaymentState.Reserved },
        { new PurchaseRefused(), PaymentState.Declined },
        { new OrderAccepted(), PaymentState.Processing },
        { new LinesUnknown(), PaymentState.Processing },
    };

    [Theory, MemberData(nameof(States))]
    public void Should_move_to(PaymentEvent happened, PaymentState state)
        => PaymentLife.Apply(Drawn.Payment(PaymentState.Processing), happened).State.ShouldBe(state);

    [Fact]
    public void Should_begin_with_a_beginning()
    {
        PaymentLife.Apply(
            null, new PaymentBegun(Drawn.Payment(PaymentState.Creating))).State.ShouldBe(PaymentState.Creating);
        Should.Throw<InvalidOperationException>(() => PaymentLife.Apply(null, new PurchaseRefused()));
    }

    [Fact]
    public void Should_remember_the_lines_and_forget_them()
    {
        var sent = new SentLines(new(99m, "SEK"), "new", Drawn.Payment(PaymentState.Intent).Rows);

        var known = PaymentLife.Apply(Drawn.Payment(PaymentState.Intent), new LinesSent(sent));
        known.LinesHash.ShouldBe("new");
        known.Amount.Amount.ShouldBe(99m);
        PaymentLife.Apply(known, new LinesUnknown()).LinesHash.ShouldBeNull();
    }

    [Fact]
    public void Should_keep_no_difference_of_zero()
    {
        PaymentLife.Apply(
            Drawn.Payment(PaymentState.Processing), new PurchaseCompleted(0m)).AmountMismatch.ShouldBeNull();
        PaymentLife.Apply(
            Drawn.Payment(PaymentState.Processing), new PurchaseCompleted(29m)).AmountMismatch.ShouldBe(29m);
    }

    [Fact]
    public void Should_owe_a_kind_once_and_at_the_earlier_time()
    {
        var owing = Owe(Owe(Drawn.Payment(PaymentState.Intent), 10), 20);
        owing.Owed.ShouldHaveSingleItem().DueAt.ShouldBe(Drawn.Now.AddSeconds(10));
        Owe(owing, 5).Owed.ShouldHaveSingleItem().DueAt.ShouldBe(Drawn.Now.AddSeconds(5));
    }

    [Fact]
    public void Should_resume_a_parked_call_that_is_owed_again()
    {
        var parked = PaymentLife.Apply(
            Owe(Drawn.Payment(PaymentState.Intent), 0), new CallParked(OwedCallKind.SettleNorce, 0, "why"));
        parked.Owed.ShouldHaveSingleItem().IsParked.ShouldBeTrue();

        Owe(parked, 30).Owed.ShouldHaveSingleItem().IsParked.ShouldBeFalse();
        PaymentLife.Apply(parked, new CallDelivered(OwedCallKind.SettleNorce, 0)).Owed.ShouldBeEmpty();
    }

    [Fact]
    public void Should_drop_an_older_reopening_with_an_approval()
    {
        var owing = PaymentLife.Apply(
            Drawn.Payment(PaymentState.Intent), new CallOwed(OwedCallKind.ReopenOrder, Drawn.Now));

        PaymentLife.Apply(owing, new PurchaseApproved(Drawn.Now)).Owed.ShouldBeEmpty();
    }

    private static PaymentDocument Owe(PaymentDocument payment, int seconds)
        => PaymentLife.Apply(payment, new CallOwed(OwedCallKind.SettleNorce, Drawn.Now.AddSeconds(seconds)));
}
