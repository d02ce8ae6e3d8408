using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>The reasons for a decline that need no partner, in guard order.</summary>
public sealed class ValidateDecisions
{
    [Fact]
    public void Should_let_an_equal_order_through() => Judge().ShouldBeNull();

    [Fact]
    public void Should_see_another_qliro_order_first()
        => Judge(PaymentState.Reserved,
            Sample.QliroOrder() with { OrderId = QliroOrderId.Of(41) })!.Cause.ShouldBe(DeclineCause.Changed);

    [Theory]
    [InlineData(PaymentState.Creating)]
    [InlineData(PaymentState.Pending)]
    [InlineData(PaymentState.Reserved)]
    [InlineData(PaymentState.Declined)]
    [InlineData(PaymentState.Removed)]
    public void Should_not_decide_twice(PaymentState state)
        => (Judge(state)!.Cause is DeclineCause.NotOpen or DeclineCause.Changed).ShouldBeTrue();

    [Theory]
    [InlineData("checkout", true)]
    [InlineData("processing", true)]
    [InlineData("accepted", false)]
    [InlineData("completed", false)]
    [InlineData("removed", false)]
    public void Should_want_an_open_order(string status, bool isOpen)
        => (Judge(order: Sample.NorceOrder(status)) is null).ShouldBe(isOpen);

    [Theory]
    [InlineData("NOK", false)]
    [InlineData("sek", true)]
    [InlineData(null, true)]
    public void Should_want_the_payments_currency(string? currency, bool isEqual)
        => (Judge(body: Sample.QliroOrder() with { Currency = currency }) is null).ShouldBe(isEqual);

    [Theory]
    [InlineData(250, 250, true)]
    [InlineData(250.02, 250, false)]
    [InlineData(250, 250.01, false)]
    [InlineData(0, 250, false)]
    public void Should_want_equal_amounts(double rows, double norce, bool isEqual)
        => (Judge(body: Sample.QliroOrder(total: (decimal)rows),
            order: Sample.NorceOrder(total: (decimal)norce)) is null).ShouldBe(isEqual);

    [Theory]
    [InlineData("InvoiceFee", 250, true)]
    [InlineData("F1:25", 250, false)]
    [InlineData("F1:25", 279, true)]
    [InlineData("ROUNDING", 279, true)]
    public void Should_tell_qliros_fees_from_the_shops(string reference, double payment, bool isEqual)
    {
        var body = Sample.QliroOrder();
        var fee =
            new QliroOrderItem { MerchantReference = reference, Type = "Fee", Quantity = 1, PricePerItemIncVat = 29m };
        var document = Sample.Payment(PaymentState.Intent) with { Amount = new((decimal)payment, "SEK") };

        (Validate.Decide(document, body with { OrderItems = [.. body.OrderItems!, fee] },
            Sample.NorceOrder(total: (decimal)payment), requireIdentity: false) is null).ShouldBe(isEqual);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Should_want_an_identity_where_the_shop_does(bool? verified, bool isEnough)
        => (Validate.Decide(Sample.Payment(PaymentState.Intent),
            Sample.QliroOrder() with { IdentityVerification = new() { IdentityVerified = verified } },
            Sample.NorceOrder(), requireIdentity: true) is null).ShouldBe(isEnough);

    private static Declined? Judge(
        PaymentState state = PaymentState.Intent, QliroOrder? body = null, NorceOrder? order = null)
        => Validate.Decide(
            Sample.Payment(state), body ?? Sample.QliroOrder(), order ?? Sample.NorceOrder(), requireIdentity: false);
}
