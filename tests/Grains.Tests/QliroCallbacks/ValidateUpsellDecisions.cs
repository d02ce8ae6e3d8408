using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Upselling;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>The guards in order; each row violates one and satisfies those before it.</summary>
public sealed class ValidateUpsellDecisions
{
    private static readonly DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_say_yes_when_nothing_speaks_against_it() => Decide(Bought(), Attempt()).ShouldBeNull();

    [Fact]
    public void Should_say_no_by_the_first_guard_that_is_broken()
    {
        var closed = Bought() with { Upsell = Bought().Upsell! with { IsOpen = false } };
        Cause(Bought(), Attempt() with { OrderId = QliroOrderId.Of(2) }).ShouldBe(DeclineCause.Changed);
        Cause(Bought() with { State = PaymentState.Captured }, Attempt()).ShouldBe(DeclineCause.NotOpen);
        Cause(closed, Attempt() with { Currency = "NOK" }).ShouldBe(DeclineCause.NotOpen);
        Cause(Bought() with { Upsell = null }, Attempt()).ShouldBe(DeclineCause.NotOpen);
        Cause(Bought() with { Upsell = Bought().Upsell! with { Expiration = now.AddSeconds(-1) } }, Attempt())
            .ShouldBe(DeclineCause.NotOpen);
        Cause(Bought(), Attempt() with { Currency = "NOK" }).ShouldBe(DeclineCause.Changed);
        Cause(Bought(),
            Attempt() with { OrderItems = [new() { UpsellId = "up-1", Quantity = 1, PricePerItemIncVat = 0m }] })
            .ShouldBe(DeclineCause.Changed);
    }

    [Fact]
    public void Should_tell_an_attempt_from_a_purchase()
    {
        ValidateUpsell.IsAbout(Attempt()).ShouldBeTrue();
        ValidateUpsell.IsAbout(Attempt() with { UpsellId = null }).ShouldBeTrue();
        ValidateUpsell.IsAbout(new() { OrderItems = [new() { Quantity = 1 }] }).ShouldBeFalse();
        ValidateUpsell.IsAbout(new()).ShouldBeFalse();
    }

    private static Declined? Decide(PaymentDocument payment, QliroOrder body)
        => ValidateUpsell.Decide(payment, body, now);

    private static DeclineCause? Cause(PaymentDocument payment, QliroOrder body) => Decide(payment, body)?.Cause;

    private static PaymentDocument Bought() => Sample.Payment(PaymentState.Reserved) with
    {
        QliroOrderId = QliroOrderId.Of(1),
        Upsell = new() { IsOpen = true, ClosesAt = now.AddMinutes(1), Expiration = now.AddMinutes(1) },
    };

    private static QliroOrder Attempt() => new()
    {
        OrderId = QliroOrderId.Of(1),
        Currency = "SEK",
        UpsellId = "up-1",
        OrderItems = [new() { UpsellId = "up-1", Quantity = 1, PricePerItemIncVat = 100m }],
    };
}
